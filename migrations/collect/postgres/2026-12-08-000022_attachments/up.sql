-- Files that were sent as answers, sealed each under a key of its own and padded to few lengths.
-- While a draft has them, the draft and the week are kept, for deleting them with it; those of a
-- submission wait for the mix under ids that only the sealed submission names.
CREATE TABLE attachments (
    survey_id text    NOT NULL REFERENCES surveys (id),
    id        text    NOT NULL,
    draft_id  text,
    week      integer,
    size      bytea   NOT NULL,
    sealed    bytea   NOT NULL,
    PRIMARY KEY (survey_id, id),
    CHECK ((draft_id IS NULL) = (week IS NULL))
);
CREATE INDEX attachments_of_draft ON attachments (survey_id, draft_id);
