-- How many responses are in the cell of each quota, as they were counted last.
CREATE TABLE quota_counts (
    survey_id TEXT NOT NULL,
    name      TEXT NOT NULL,
    responses INTEGER NOT NULL,
    PRIMARY KEY (survey_id, name)
) STRICT, WITHOUT ROWID;
