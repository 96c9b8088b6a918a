ALTER TABLE organisations DROP COLUMN publisher;
