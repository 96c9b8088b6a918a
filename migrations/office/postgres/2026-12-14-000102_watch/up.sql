-- When the server looked at its clock last, and since when that has gone on without a leap: after one,
-- nothing of residents is deleted for some days.
CREATE TABLE clock (
    id           text NOT NULL PRIMARY KEY CHECK (id = 'clock'),
    seen_at      bigint NOT NULL,
    steady_since bigint NOT NULL,
    has_leapt    boolean NOT NULL
);

-- How much of a survey cannot be carried to another store: to be told, since it stays where it is.
CREATE TABLE set_aside (
    survey_id text NOT NULL PRIMARY KEY REFERENCES surveys (id),
    responses bigint NOT NULL CHECK (responses >= 0),
    messages  bigint NOT NULL CHECK (messages >= 0)
);
