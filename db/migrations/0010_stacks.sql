-- What a page showed before it was read (JSON), the part of its file it was split into, and the quarter turns that set it upright.
ALTER TABLE pages ADD COLUMN seen TEXT;
ALTER TABLE pages ADD COLUMN part INTEGER;
ALTER TABLE pages ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
-- Pages of a file whose look is still to come.
CREATE INDEX pages_unseen ON pages (arrival) WHERE seen IS NULL AND state = 'queued' AND run = 0;
