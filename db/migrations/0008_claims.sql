-- Who works on a letter, until when. A claim that has ended counts as none; the row is taken over or goes.
CREATE TABLE claims (
  letter TEXT PRIMARY KEY REFERENCES letters (id),
  person TEXT NOT NULL REFERENCES people (name),
  since INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;
