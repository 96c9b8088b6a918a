-- Keys on devices of staff by which they prove who they are after the password: what checks them, never the keys.
CREATE TABLE passkeys (
    id         text NOT NULL PRIMARY KEY,
    staff_id   text NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    name       text NOT NULL,
    credential text NOT NULL,
    added_on   text NOT NULL,
    used_on    text
);
CREATE INDEX passkeys_by_staff ON passkeys (staff_id);
