-- Each page that may hold files asks for the sizes of its draft's: no file is read for that, nor any other row.
DROP INDEX attachments_of_draft;
CREATE INDEX attachments_of_draft ON attachments (survey_id, draft_id, id, size);
