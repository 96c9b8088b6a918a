ALTER TABLE surveys DROP COLUMN planned_until;
ALTER TABLE surveys DROP COLUMN is_closed;
