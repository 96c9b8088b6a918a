-- What only `collect` and `office` would know else, should both be older than this store: ids that are spent,
-- under which nobody answers again, and what was withdrawn. The ids are sealed, and stand beside no response.
CREATE TABLE spent (
    survey_id TEXT NOT NULL,
    mark      TEXT NOT NULL,
    sealed    BLOB NOT NULL,
    PRIMARY KEY (survey_id, mark)
) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawn (
    survey_id TEXT NOT NULL,
    id        TEXT NOT NULL,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;
