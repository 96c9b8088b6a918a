-- When the server looked at its clock last, and since when that has gone on without a leap: after one,
-- nothing of residents is deleted for some days.
CREATE TABLE clock (
    id           TEXT NOT NULL PRIMARY KEY CHECK (id = 'clock'),
    seen_at      INTEGER NOT NULL,
    steady_since INTEGER NOT NULL,
    has_leapt    INTEGER NOT NULL CHECK (has_leapt IN (0, 1))
) STRICT;

-- How much of a survey cannot be carried to another store: to be told, since it stays where it is.
CREATE TABLE set_aside (
    survey_id TEXT NOT NULL PRIMARY KEY REFERENCES surveys (id),
    responses INTEGER NOT NULL CHECK (responses >= 0),
    messages  INTEGER NOT NULL CHECK (messages >= 0)
) STRICT;
