DROP TABLE IF EXISTS sqlite_stat1;
DROP TABLE IF EXISTS sqlite_stat4;
DROP INDEX attachments_of_draft;
CREATE INDEX attachments_of_draft ON attachments (survey_id, draft_id);
