ALTER TABLE surveys DROP COLUMN is_closed;
