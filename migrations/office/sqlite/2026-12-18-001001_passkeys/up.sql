-- Keys on devices of staff by which they prove who they are after the password: what checks them, never the keys.
CREATE TABLE passkeys (
    id         TEXT NOT NULL PRIMARY KEY,
    staff_id   TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    credential TEXT NOT NULL,
    added_on   TEXT NOT NULL,
    used_on    TEXT
) STRICT;
CREATE INDEX passkeys_by_staff ON passkeys (staff_id);
