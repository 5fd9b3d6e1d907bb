CREATE TABLE sequences (
  name TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

CREATE TABLE blobs (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL,
  mime TEXT
) STRICT;

CREATE TABLE arrivals (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  sha256 TEXT REFERENCES blobs (sha256),
  source TEXT NOT NULL,
  source_key TEXT,
  source_moved INTEGER NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('stored', 'reading', 'done', 'refused')),
  reason TEXT,
  same_as TEXT REFERENCES arrivals (id),
  finished_at TEXT
) STRICT;
CREATE INDEX arrivals_of_blob ON arrivals (sha256);
CREATE INDEX arrivals_same_as ON arrivals (same_as) WHERE same_as IS NOT NULL;
CREATE INDEX arrivals_unmoved ON arrivals (number) WHERE source_moved = 0;

CREATE TABLE forms (
  form TEXT NOT NULL,
  version INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  title TEXT NOT NULL,
  layout TEXT NOT NULL,
  campaign TEXT NOT NULL,
  PRIMARY KEY (form, version, fingerprint)
) STRICT;

CREATE TABLE letters (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  form TEXT NOT NULL,
  version INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  serial TEXT,
  waybill TEXT,
  channel TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('receiving', 'review', 'accepted', 'held')),
  received_at TEXT NOT NULL,
  postmark TEXT,
  pages INTEGER NOT NULL,
  pages_missing TEXT NOT NULL,
  needs_review INTEGER NOT NULL,
  title TEXT NOT NULL,
  revision INTEGER NOT NULL,
  FOREIGN KEY (form, version, fingerprint) REFERENCES forms (form, version, fingerprint)
) STRICT;
CREATE UNIQUE INDEX letters_serial ON letters (form, version, serial) WHERE serial IS NOT NULL;
CREATE INDEX letters_state ON letters (state, number);

CREATE TABLE pages (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  arrival TEXT NOT NULL REFERENCES arrivals (id),
  sha256 TEXT NOT NULL REFERENCES blobs (sha256),
  place INTEGER NOT NULL,
  letter TEXT REFERENCES letters (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'placed', 'held', 'blank', 'failed')),
  reason TEXT,
  code TEXT,
  code_page INTEGER GENERATED ALWAYS AS (json_extract(code, '$.page')) VIRTUAL,
  fit TEXT,
  width_px INTEGER NOT NULL,
  height_px INTEGER NOT NULL,
  dpi REAL,
  run INTEGER NOT NULL,
  view_run INTEGER,
  ms TEXT,
  UNIQUE (arrival, place)
) STRICT;
-- The last line of defence of "no two pages of one number in a letter".
CREATE UNIQUE INDEX pages_of_letter ON pages (letter, code_page) WHERE letter IS NOT NULL;

CREATE TABLE readings (
  number INTEGER PRIMARY KEY,
  page TEXT NOT NULL REFERENCES pages (id),
  run INTEGER NOT NULL,
  field TEXT NOT NULL,
  reading TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (page, run, field)
) STRICT;

CREATE TABLE saves (
  key TEXT PRIMARY KEY,
  letter TEXT NOT NULL REFERENCES letters (id),
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  request_sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE keyings (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  letter TEXT NOT NULL REFERENCES letters (id),
  field TEXT NOT NULL,
  state TEXT NOT NULL,
  value TEXT,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  save TEXT NOT NULL REFERENCES saves (key)
) STRICT;
CREATE INDEX keyings_of_letter ON keyings (letter, number);

CREATE TABLE decisions (
  number INTEGER PRIMARY KEY,
  letter TEXT NOT NULL REFERENCES letters (id),
  field TEXT NOT NULL,
  how TEXT NOT NULL,
  state TEXT NOT NULL,
  value TEXT,
  reasons TEXT NOT NULL,
  revision INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_of_letter ON decisions (letter, number);

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL,
  lease_until INTEGER,
  last_error TEXT,
  UNIQUE (kind, subject)
) STRICT;

CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  ids TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER readings_no_update BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'readings are kept'); END;
CREATE TRIGGER keyings_no_update BEFORE UPDATE ON keyings BEGIN SELECT RAISE(ABORT, 'keyings are kept'); END;
