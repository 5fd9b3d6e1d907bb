-- What each look at a page found wrong with its scan: `run` 0 before it was read. A look that found nothing has no row.
CREATE TABLE findings (
  number INTEGER PRIMARY KEY,
  page TEXT NOT NULL REFERENCES pages (id),
  run INTEGER NOT NULL,
  findings TEXT NOT NULL,
  -- Where the page seems to lie although it was not fitted: page millimetres to pixels, row by row; null where nothing says.
  rough TEXT,
  at TEXT NOT NULL,
  UNIQUE (page, run)
) STRICT;
CREATE TRIGGER findings_no_update BEFORE UPDATE ON findings BEGIN SELECT RAISE(ABORT, 'findings are kept'); END;
CREATE TRIGGER findings_no_delete BEFORE DELETE ON findings BEGIN SELECT RAISE(ABORT, 'findings are kept'); END;
