-- Accounts. A name is never changed and never removed: keyings and the audit say it for ever.
CREATE TABLE people (
  name TEXT PRIMARY KEY,
  roles TEXT NOT NULL,
  password TEXT NOT NULL,
  disabled INTEGER NOT NULL,
  since TEXT NOT NULL
) STRICT;
CREATE TRIGGER people_no_delete BEFORE DELETE ON people BEGIN SELECT RAISE(ABORT, 'names are kept'); END;

-- Only the hash of a token: whoever reads the file cannot become anybody.
CREATE TABLE sessions (
  token_sha256 TEXT PRIMARY KEY CHECK (length(token_sha256) = 64),
  person TEXT NOT NULL REFERENCES people (name),
  began_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_of_person ON sessions (person);

CREATE TABLE sign_in_failures (
  key TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT;
