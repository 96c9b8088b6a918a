-- Versions that a survey had before, for what was begun with them, and as which version that goes on.
CREATE TABLE earlier_versions (
    survey_id  TEXT NOT NULL,
    hash       TEXT NOT NULL,
    goes_on_as TEXT NOT NULL,
    document   TEXT NOT NULL,
    PRIMARY KEY (survey_id, hash)
) STRICT, WITHOUT ROWID;
-- How long what is stored of one person is, whichever of the versions she answers.
ALTER TABLE surveys ADD COLUMN room INTEGER NOT NULL DEFAULT 0;
