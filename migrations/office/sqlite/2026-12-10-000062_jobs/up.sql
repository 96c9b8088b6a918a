-- What runs in the background. Whoever works on a job holds its lease; until `not_before` nobody else
-- may take it. What runs again and again has one row, which tells no counts and no progress: only that
-- the installation is looked after.
CREATE TABLE jobs (
    id               TEXT    NOT NULL PRIMARY KEY,
    organisation_id  TEXT    REFERENCES organisations (id),
    kind             TEXT    NOT NULL,
    arguments        TEXT    NOT NULL,
    state            TEXT    NOT NULL
        CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    phase            TEXT    NOT NULL,
    done             INTEGER NOT NULL CHECK (done >= 0),
    total            INTEGER NOT NULL CHECK (total >= 0),
    attempts         INTEGER NOT NULL CHECK (attempts >= 0),
    not_before       INTEGER NOT NULL,
    holder           TEXT,
    cancel_requested INTEGER NOT NULL CHECK (cancel_requested IN (0, 1)),
    result           TEXT,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    CHECK ((holder IS NOT NULL) = (state = 'running'))
) STRICT;
CREATE INDEX jobs_by_organisation ON jobs (organisation_id, created_at);
CREATE INDEX jobs_by_state ON jobs (state, not_before);
