-- What was answered: no time, no serial, no code, and ids that were drawn at random.
CREATE TABLE responses (
    survey_id    text NOT NULL,
    id           text COLLATE "C" NOT NULL, -- pages of responses come in the same order as on SQLite
    version_hash text NOT NULL,
    document     text NOT NULL,
    PRIMARY KEY (survey_id, id)
);

-- Batches that arrived, so that an interrupted mix can be run again.
CREATE TABLE batches (
    survey_id text NOT NULL,
    id        text NOT NULL,
    PRIMARY KEY (survey_id, id)
);
