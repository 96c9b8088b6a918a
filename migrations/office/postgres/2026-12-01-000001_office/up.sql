-- Who was invited, who works here, and what is asked. The only store that knows the time of day.
CREATE TABLE organisations (
    id   text NOT NULL PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    name text NOT NULL
);

CREATE TABLE staff (
    id              text    NOT NULL PRIMARY KEY,
    organisation_id text    NOT NULL REFERENCES organisations (id),
    email           text    NOT NULL UNIQUE CHECK (email = lower(email)),
    password_hash   text    NOT NULL,
    role            text    NOT NULL CHECK (role IN ('admin', 'analyst', 'designer', 'field')),
    active          boolean NOT NULL,
    created_at      bigint  NOT NULL
);
CREATE INDEX staff_by_organisation ON staff (organisation_id);

-- The token itself is only in the browser's cookie.
CREATE TABLE sessions (
    token_hash text   NOT NULL PRIMARY KEY,
    staff_id   text   NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    created_at bigint NOT NULL,
    seen_at    bigint NOT NULL
);
CREATE INDEX sessions_by_staff ON sessions (staff_id);

-- Immutable once written: a correction is a new version.
CREATE TABLE versions (
    id              text    NOT NULL PRIMARY KEY,
    organisation_id text    NOT NULL REFERENCES organisations (id),
    questionnaire   text    NOT NULL,
    number          integer NOT NULL CHECK (number > 0),
    hash            text    NOT NULL,
    document        text    NOT NULL,
    published_at    bigint  NOT NULL,
    UNIQUE (organisation_id, questionnaire, number)
);
CREATE INDEX versions_by_hash ON versions (organisation_id, hash);

CREATE TABLE surveys (
    id              text    NOT NULL PRIMARY KEY,
    organisation_id text    NOT NULL REFERENCES organisations (id),
    slug            text    NOT NULL UNIQUE,
    version_id      text    NOT NULL REFERENCES versions (id),
    mode            text    NOT NULL CHECK (mode IN ('open', 'anonymous', 'confidential')),
    batch           integer NOT NULL CHECK (batch > 0),
    opens_on        text,
    closes_on       text
);
CREATE INDEX surveys_by_organisation ON surveys (organisation_id);

-- Append-only: each entry carries the hash of the one before it.
CREATE TABLE audit (
    id              bigint NOT NULL PRIMARY KEY,
    organisation_id text,
    at              bigint NOT NULL,
    actor           text   NOT NULL,
    action          text   NOT NULL,
    object          text   NOT NULL,
    prev_hash       text   NOT NULL UNIQUE,
    hash            text   NOT NULL
);
