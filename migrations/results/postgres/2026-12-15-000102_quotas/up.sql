-- How many responses are in the cell of each quota, as they were counted last.
CREATE TABLE quota_counts (
    survey_id text NOT NULL,
    name      text NOT NULL,
    responses bigint NOT NULL,
    PRIMARY KEY (survey_id, name)
);
