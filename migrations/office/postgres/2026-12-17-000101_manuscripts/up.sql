-- Questionnaires that are being written. The document is what the changes have made of it; each change is kept with
-- what takes it back.
CREATE TABLE manuscripts (
    id              text NOT NULL PRIMARY KEY,
    organisation_id text NOT NULL REFERENCES organisations (id),
    title           text NOT NULL,
    document        text NOT NULL,
    revision        bigint NOT NULL CHECK (revision >= 0),
    changed_at      bigint NOT NULL,
    changed_by      text NOT NULL
);
CREATE INDEX manuscripts_of_organisation ON manuscripts (organisation_id);
-- `undoes`: the number of the change that this one takes back.
CREATE TABLE manuscript_changes (
    manuscript_id text NOT NULL REFERENCES manuscripts (id) ON DELETE CASCADE,
    number        bigint NOT NULL CHECK (number > 0),
    made_at       bigint NOT NULL,
    made_by       text NOT NULL,
    edit          text NOT NULL,
    inverse       text NOT NULL,
    undoes        bigint,
    PRIMARY KEY (manuscript_id, number)
);
