ALTER TABLE set_aside DROP COLUMN damaged;
ALTER TABLE set_aside DROP COLUMN doubles;
ALTER TABLE submissions DROP COLUMN moved;
