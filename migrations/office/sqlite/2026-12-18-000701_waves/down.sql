DROP INDEX surveys_waves;
ALTER TABLE surveys DROP COLUMN wave;
ALTER TABLE surveys DROP COLUMN study;
