-- What only `collect` and `office` would know else, should both be older than this store: ids that are spent,
-- under which nobody answers again, and what was withdrawn. The ids are sealed, and stand beside no response.
CREATE TABLE spent (
    survey_id text NOT NULL,
    mark      text NOT NULL,
    sealed    bytea NOT NULL,
    PRIMARY KEY (survey_id, mark)
);
CREATE TABLE withdrawn (
    survey_id text NOT NULL,
    id        text NOT NULL,
    PRIMARY KEY (survey_id, id)
);
