-- INSERT OR REPLACE deletes without asking the trigger that refuses deletes.
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are kept'); END;
CREATE TRIGGER saves_no_update BEFORE UPDATE ON saves BEGIN SELECT RAISE(ABORT, 'saves are kept'); END;

-- How many entries there are, kept beside them: a chain alone does not show that its end was cut off.
INSERT INTO sequences (name, last) SELECT 'audit', coalesce(max(number), 0) FROM audit;
