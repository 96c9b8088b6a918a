-- Questionnaires that are being written. The document is what the changes have made of it; each change is kept with
-- what takes it back.
CREATE TABLE manuscripts (
    id              TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    title           TEXT NOT NULL,
    document        TEXT NOT NULL,
    revision        INTEGER NOT NULL CHECK (revision >= 0),
    changed_at      INTEGER NOT NULL,
    changed_by      TEXT NOT NULL
) STRICT;
CREATE INDEX manuscripts_of_organisation ON manuscripts (organisation_id);
-- `undoes`: the number of the change that this one takes back.
CREATE TABLE manuscript_changes (
    manuscript_id TEXT NOT NULL REFERENCES manuscripts (id) ON DELETE CASCADE,
    number        INTEGER NOT NULL CHECK (number > 0),
    made_at       INTEGER NOT NULL,
    made_by       TEXT NOT NULL,
    edit          TEXT NOT NULL,
    inverse       TEXT NOT NULL,
    undoes        INTEGER,
    PRIMARY KEY (manuscript_id, number)
) STRICT;
