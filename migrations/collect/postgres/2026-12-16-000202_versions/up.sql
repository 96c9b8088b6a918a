-- Versions that a survey had before, for what was begun with them, and as which version that goes on.
CREATE TABLE earlier_versions (
    survey_id  text NOT NULL,
    hash       text NOT NULL,
    goes_on_as text NOT NULL,
    document   text NOT NULL,
    PRIMARY KEY (survey_id, hash)
);
-- How long what is stored of one person is, whichever of the versions she answers.
ALTER TABLE surveys ADD COLUMN room integer NOT NULL DEFAULT 0;
