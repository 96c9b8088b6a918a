-- Files that belong to responses, under the names that the answers give.
CREATE TABLE attachments (
    survey_id   text  NOT NULL,
    response_id text  NOT NULL,
    name        text  NOT NULL,
    body        bytea NOT NULL,
    PRIMARY KEY (survey_id, response_id, name)
);
