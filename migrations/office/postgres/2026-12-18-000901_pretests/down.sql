DELETE FROM manuscript_comments WHERE pretest IS NOT NULL;
ALTER TABLE manuscript_comments DROP COLUMN page;
ALTER TABLE manuscript_comments DROP COLUMN guest;
ALTER TABLE manuscript_comments DROP COLUMN pretest;
DROP TABLE pretests;
