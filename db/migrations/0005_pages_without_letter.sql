-- The pages that wait for a person are few among many.
CREATE INDEX pages_without_letter ON pages (number) WHERE state IN ('held', 'failed');
