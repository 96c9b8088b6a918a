-- What the office knows, too, in case that it and `results` are older than this store: how many submitted
-- and how many of them moved when the last batch left, and what was withdrawn.
CREATE TABLE submissions (
    survey_id text NOT NULL PRIMARY KEY,
    number    bigint NOT NULL,
    moved     bigint NOT NULL
);
CREATE TABLE withdrawn (
    survey_id text NOT NULL,
    id        text NOT NULL,
    PRIMARY KEY (survey_id, id)
);

-- `results` gets a copy now, and has none yet.
UPDATE spent SET is_copied = false;
