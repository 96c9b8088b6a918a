-- What was answered: no time, no serial, no code, and ids that were drawn at random.
CREATE TABLE responses (
    survey_id    TEXT NOT NULL,
    id           TEXT NOT NULL,
    version_hash TEXT NOT NULL,
    document     TEXT NOT NULL,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;

-- Batches that arrived, so that an interrupted mix can be run again.
CREATE TABLE batches (
    survey_id TEXT NOT NULL,
    id        TEXT NOT NULL,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;
