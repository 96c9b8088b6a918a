-- Each page that may hold files asks for the sizes of its draft's: no file is read for that, nor any other row.
DROP INDEX attachments_of_draft;
CREATE INDEX attachments_of_draft ON attachments (survey_id, draft_id, id, size);
-- SQLite does not know that a survey has very many rows and a draft a few, and would look through all of a survey's.
ANALYZE attachments;
DELETE FROM sqlite_stat1 WHERE tbl = 'attachments';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('attachments', 'attachments', '1000000 100000 1'),
    ('attachments', 'attachments_of_draft', '1000000 100000 3 1 1');
