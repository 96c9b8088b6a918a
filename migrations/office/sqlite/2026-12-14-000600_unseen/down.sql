ALTER TABLE clock DROP COLUMN unseen_before;
ALTER TABLE clock DROP COLUMN unseen;
ALTER TABLE clock DROP COLUMN counted_since;
