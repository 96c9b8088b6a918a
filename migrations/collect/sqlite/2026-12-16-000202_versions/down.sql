DROP TABLE earlier_versions;
ALTER TABLE surveys DROP COLUMN room;
