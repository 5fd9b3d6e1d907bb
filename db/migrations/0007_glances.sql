-- What waits for a glance among its like: a row for each field that needs a person and could be confirmed as it was read, and for
-- each doubtful character of such a field (cell >= 0). Rows are made anew when anything about them changes, and a number is never
-- used again: so the number alone says which reading of which field a person saw.
CREATE TABLE glances (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  letter TEXT NOT NULL REFERENCES letters (id),
  page TEXT NOT NULL REFERENCES pages (id),
  run INTEGER NOT NULL,
  form TEXT NOT NULL,
  version INTEGER NOT NULL,
  field TEXT NOT NULL,
  cell INTEGER NOT NULL,
  -- What lies together: the field, or cells of one kind of character.
  heap TEXT NOT NULL,
  -- As JSON: text, or a list of options; null is blank.
  value TEXT NOT NULL,
  score REAL NOT NULL,
  -- A person took it out: it is not as the others, and waits in its letter.
  odd INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX glances_of_letter ON glances (letter, field, cell);
CREATE INDEX glances_waiting ON glances (form, version, heap, value, score, number) WHERE odd = 0;

-- How many wait, kept by the triggers below: counting them would mean reading them all.
CREATE TABLE glance_groups (
  form TEXT NOT NULL,
  version INTEGER NOT NULL,
  heap TEXT NOT NULL,
  value TEXT NOT NULL,
  waiting INTEGER NOT NULL,
  PRIMARY KEY (form, version, heap, value)
) STRICT;
CREATE INDEX glance_groups_largest ON glance_groups (form, version, heap, waiting);
CREATE TABLE glance_heaps (
  form TEXT NOT NULL,
  version INTEGER NOT NULL,
  heap TEXT NOT NULL,
  waiting INTEGER NOT NULL,
  PRIMARY KEY (form, version, heap)
) STRICT;

CREATE TRIGGER glances_come AFTER INSERT ON glances WHEN NEW.odd = 0 BEGIN
  INSERT INTO glance_groups VALUES (NEW.form, NEW.version, NEW.heap, NEW.value, 1)
    ON CONFLICT DO UPDATE SET waiting = waiting + 1;
  INSERT INTO glance_heaps VALUES (NEW.form, NEW.version, NEW.heap, 1)
    ON CONFLICT DO UPDATE SET waiting = waiting + 1;
END;
CREATE TRIGGER glances_go AFTER DELETE ON glances WHEN OLD.odd = 0 BEGIN
  UPDATE glance_groups SET waiting = waiting - 1
    WHERE form = OLD.form AND version = OLD.version AND heap = OLD.heap AND value = OLD.value;
  DELETE FROM glance_groups
    WHERE form = OLD.form AND version = OLD.version AND heap = OLD.heap AND value = OLD.value AND waiting <= 0;
  UPDATE glance_heaps SET waiting = waiting - 1
    WHERE form = OLD.form AND version = OLD.version AND heap = OLD.heap;
END;
CREATE TRIGGER glances_odd AFTER UPDATE OF odd ON glances WHEN NEW.odd <> OLD.odd BEGIN
  INSERT INTO glance_groups VALUES (NEW.form, NEW.version, NEW.heap, NEW.value, 1 - 2 * NEW.odd)
    ON CONFLICT DO UPDATE SET waiting = waiting + 1 - 2 * NEW.odd;
  DELETE FROM glance_groups
    WHERE form = NEW.form AND version = NEW.version AND heap = NEW.heap AND value = NEW.value AND waiting <= 0;
  UPDATE glance_heaps SET waiting = waiting + 1 - 2 * NEW.odd
    WHERE form = NEW.form AND version = NEW.version AND heap = NEW.heap;
END;

-- A person's word on one character of a field.
CREATE TABLE cell_keyings (
  number INTEGER PRIMARY KEY,
  letter TEXT NOT NULL REFERENCES letters (id),
  field TEXT NOT NULL,
  cell INTEGER NOT NULL,
  run INTEGER NOT NULL,
  value TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  sheet TEXT NOT NULL
) STRICT;
CREATE INDEX cell_keyings_of_letter ON cell_keyings (letter);
CREATE INDEX cell_keyings_of_sheet ON cell_keyings (sheet);
CREATE TRIGGER cell_keyings_no_update BEFORE UPDATE ON cell_keyings BEGIN SELECT RAISE(ABORT, 'keyings are kept'); END;

-- One screen of crops confirmed by one key; `withdrawn_at` when its person took it back.
CREATE TABLE sheets (
  key TEXT PRIMARY KEY,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  outcome TEXT NOT NULL,
  withdrawn_at TEXT
) STRICT;

-- Keyings that came of a sheet; those of a sheet that was taken back count for nothing and are kept.
ALTER TABLE saves ADD COLUMN sheet TEXT;
CREATE INDEX saves_of_sheet ON saves (sheet) WHERE sheet IS NOT NULL;
