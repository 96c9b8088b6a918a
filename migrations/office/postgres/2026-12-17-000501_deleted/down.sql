ALTER TABLE surveys DROP COLUMN is_archived;
DROP TABLE deleted_surveys;
