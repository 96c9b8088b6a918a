ALTER TABLE organisations DROP COLUMN crest;
ALTER TABLE organisations DROP COLUMN look;
