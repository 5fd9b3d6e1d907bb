-- As what a person keyed: blind, settled where two differed, or for a sample. NULL: with the machine's reading in view.
ALTER TABLE keyings ADD COLUMN part TEXT CHECK (part IN ('blind', 'settled', 'sample'));

-- Whom a letter in review waits for, and who can do nothing in it (lists of names; NULL: nothing waits so).
ALTER TABLE letters ADD COLUMN waits TEXT CHECK (waits IN ('first', 'second', 'settler'));
ALTER TABLE letters ADD COLUMN second_barred TEXT;
ALTER TABLE letters ADD COLUMN settle_barred TEXT;
UPDATE letters SET waits = 'first' WHERE needs_review > 0;
-- "Next" looks at these alone.
CREATE INDEX letters_waiting ON letters (state, number, waits, second_barred, settle_barred);
