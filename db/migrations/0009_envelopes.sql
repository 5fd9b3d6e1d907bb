-- Envelopes as they come by post: there before their letters, and kept when nothing was in them.
CREATE TABLE envelopes (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  waybill TEXT UNIQUE,
  code TEXT NOT NULL UNIQUE,
  received_on TEXT NOT NULL,
  registered_at TEXT NOT NULL,
  postmark TEXT,
  channel TEXT NOT NULL,
  clerk TEXT,
  contents TEXT,
  cleared TEXT,
  revision INTEGER NOT NULL
) STRICT;
CREATE INDEX envelopes_of_day ON envelopes (received_on, number);

ALTER TABLE letters ADD COLUMN envelope TEXT REFERENCES envelopes (id);
CREATE INDEX letters_of_envelope ON letters (envelope) WHERE envelope IS NOT NULL;

-- The envelope a page came out of, known before its letter and kept without one.
ALTER TABLE pages ADD COLUMN envelope TEXT REFERENCES envelopes (id);
CREATE INDEX pages_of_envelope ON pages (envelope) WHERE envelope IS NOT NULL;
