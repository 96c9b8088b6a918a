DROP INDEX attachments_of_draft;
CREATE INDEX attachments_of_draft ON attachments (survey_id, draft_id);
