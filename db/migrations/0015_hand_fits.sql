-- Where people laid the form over a scan, and which page they said it is. The newest of a page is read by.
CREATE TABLE hand_fits (
  number INTEGER PRIMARY KEY,
  page TEXT NOT NULL REFERENCES pages (id),
  code TEXT NOT NULL,
  -- Places of the fiducials in the scan; null: only the id was typed, and the machine fits.
  handles TEXT,
  by TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX hand_fits_of_page ON hand_fits (page);
CREATE TRIGGER hand_fits_no_update BEFORE UPDATE ON hand_fits BEGIN SELECT RAISE(ABORT, 'hand fits are kept'); END;
CREATE TRIGGER hand_fits_no_delete BEFORE DELETE ON hand_fits BEGIN SELECT RAISE(ABORT, 'hand fits are kept'); END;
