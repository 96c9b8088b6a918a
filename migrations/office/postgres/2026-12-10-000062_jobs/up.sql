-- What runs in the background. Whoever works on a job holds its lease; until `not_before` nobody else
-- may take it. What runs again and again has one row, which tells no counts and no progress: only that
-- the installation is looked after.
CREATE TABLE jobs (
    id               text    NOT NULL PRIMARY KEY,
    organisation_id  text    REFERENCES organisations (id),
    kind             text    NOT NULL,
    arguments        text    NOT NULL,
    state            text    NOT NULL
        CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    phase            text    NOT NULL,
    done             bigint  NOT NULL CHECK (done >= 0),
    total            bigint  NOT NULL CHECK (total >= 0),
    attempts         integer NOT NULL CHECK (attempts >= 0),
    not_before       bigint  NOT NULL,
    holder           text,
    cancel_requested boolean NOT NULL,
    result           text,
    created_at       bigint  NOT NULL,
    updated_at       bigint  NOT NULL,
    CHECK ((holder IS NOT NULL) = (state = 'running'))
);
CREATE INDEX jobs_by_organisation ON jobs (organisation_id, created_at);
CREATE INDEX jobs_by_state ON jobs (state, not_before);
