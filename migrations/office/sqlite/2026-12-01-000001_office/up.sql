-- Who was invited, who works here, and what is asked. The only store that knows the time of day.
CREATE TABLE organisations (
    id   TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE staff (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    email           TEXT    NOT NULL UNIQUE CHECK (email = lower(email)),
    password_hash   TEXT    NOT NULL,
    role            TEXT    NOT NULL CHECK (role IN ('admin', 'analyst', 'designer', 'field')),
    active          INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX staff_by_organisation ON staff (organisation_id);

-- The token itself is only in the browser's cookie.
CREATE TABLE sessions (
    token_hash TEXT    NOT NULL PRIMARY KEY,
    staff_id   TEXT    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_staff ON sessions (staff_id);

-- Immutable once written: a correction is a new version.
CREATE TABLE versions (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    questionnaire   TEXT    NOT NULL,
    number          INTEGER NOT NULL CHECK (number > 0),
    hash            TEXT    NOT NULL,
    document        TEXT    NOT NULL,
    published_at    INTEGER NOT NULL,
    UNIQUE (organisation_id, questionnaire, number)
) STRICT;
CREATE INDEX versions_by_hash ON versions (organisation_id, hash);

CREATE TABLE surveys (
    id              TEXT    NOT NULL PRIMARY KEY,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    slug            TEXT    NOT NULL UNIQUE,
    version_id      TEXT    NOT NULL REFERENCES versions (id),
    mode            TEXT    NOT NULL CHECK (mode IN ('open', 'anonymous', 'confidential')),
    batch           INTEGER NOT NULL CHECK (batch > 0),
    opens_on        TEXT,
    closes_on       TEXT
) STRICT;
CREATE INDEX surveys_by_organisation ON surveys (organisation_id);

-- Append-only: each entry carries the hash of the one before it.
CREATE TABLE audit (
    id              INTEGER NOT NULL PRIMARY KEY,
    organisation_id TEXT,
    at              INTEGER NOT NULL,
    actor           TEXT    NOT NULL,
    action          TEXT    NOT NULL,
    object          TEXT    NOT NULL,
    prev_hash       TEXT    NOT NULL UNIQUE,
    hash            TEXT    NOT NULL
) STRICT;
