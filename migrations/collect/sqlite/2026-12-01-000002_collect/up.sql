-- Who is answering now. No table has a rowid: its order would tell who came when.
CREATE TABLE surveys (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL,
    slug            TEXT    NOT NULL UNIQUE,
    version_hash    TEXT    NOT NULL,
    document        TEXT    NOT NULL,
    mode            TEXT    NOT NULL CHECK (mode IN ('open', 'anonymous', 'confidential')),
    batch           INTEGER NOT NULL CHECK (batch > 0),
    opens_on        TEXT,
    closes_on       TEXT
) STRICT, WITHOUT ROWID;

-- The week (counted from 1970) is the only time kept here; it is for deleting abandoned drafts.
CREATE TABLE drafts (
    survey_id TEXT    NOT NULL REFERENCES surveys (id),
    id        TEXT    NOT NULL,
    revision  INTEGER NOT NULL,
    sealed    BLOB    NOT NULL,
    week      INTEGER NOT NULL,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;

-- Drafts that were submitted: none of them is submitted again.
CREATE TABLE spent (
    survey_id TEXT NOT NULL REFERENCES surveys (id),
    id        TEXT NOT NULL,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;

-- Submitted and waiting for the mix, which claims rows by naming their batch.
CREATE TABLE inbox (
    survey_id TEXT NOT NULL REFERENCES surveys (id),
    id        TEXT NOT NULL,
    sealed    BLOB NOT NULL,
    batch     TEXT,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;
