-- What a person has paused, so that it is still paused after a restart. No row: it runs.
CREATE TABLE switches (
  name TEXT PRIMARY KEY CHECK (name IN ('intake', 'reading')),
  paused INTEGER NOT NULL
) STRICT;
