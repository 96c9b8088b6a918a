-- How many had moved when the last batch left.
ALTER TABLE submissions ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;

-- And why responses are set aside: the others cannot be opened.
ALTER TABLE set_aside ADD COLUMN doubles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE set_aside ADD COLUMN damaged INTEGER NOT NULL DEFAULT 0;
