-- Files that belong to responses, under the names that the answers give.
CREATE TABLE attachments (
    survey_id   TEXT NOT NULL,
    response_id TEXT NOT NULL,
    name        TEXT NOT NULL,
    body        BLOB NOT NULL,
    PRIMARY KEY (survey_id, response_id, name)
) STRICT, WITHOUT ROWID;
