-- Who is answering now.
CREATE TABLE surveys (
    id              text    NOT NULL PRIMARY KEY,
    organisation_id text    NOT NULL,
    slug            text    NOT NULL UNIQUE,
    version_hash    text    NOT NULL,
    document        text    NOT NULL,
    mode            text    NOT NULL CHECK (mode IN ('open', 'anonymous', 'confidential')),
    batch           integer NOT NULL CHECK (batch > 0),
    opens_on        text,
    closes_on       text
);

-- The week (counted from 1970) is the only time kept here; it is for deleting abandoned drafts.
CREATE TABLE drafts (
    survey_id text    NOT NULL REFERENCES surveys (id),
    id        text    NOT NULL,
    revision  integer NOT NULL,
    sealed    bytea   NOT NULL,
    week      integer NOT NULL,
    PRIMARY KEY (survey_id, id)
);

-- Drafts that were submitted: none of them is submitted again.
CREATE TABLE spent (
    survey_id text NOT NULL REFERENCES surveys (id),
    id        text NOT NULL,
    PRIMARY KEY (survey_id, id)
);

-- Submitted and waiting for the mix, which claims rows by naming their batch.
CREATE TABLE inbox (
    survey_id text  NOT NULL REFERENCES surveys (id),
    id        text  NOT NULL,
    sealed    bytea NOT NULL,
    batch     text,
    PRIMARY KEY (survey_id, id)
);
