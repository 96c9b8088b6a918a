-- What the office knows, too, in case that it and `results` are older than this store: how many submitted
-- and how many of them moved when the last batch left, and what was withdrawn.
CREATE TABLE submissions (
    survey_id TEXT NOT NULL PRIMARY KEY,
    number    INTEGER NOT NULL,
    moved     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawn (
    survey_id TEXT NOT NULL,
    id        TEXT NOT NULL,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;

-- `results` gets a copy now, and has none yet.
UPDATE spent SET is_copied = 0;
