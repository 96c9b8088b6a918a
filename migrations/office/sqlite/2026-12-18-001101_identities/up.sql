-- By what an identity provider knows staff who sign in there: its address, and its name for them. One each.
CREATE TABLE identities (
    staff_id  TEXT NOT NULL PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    issuer    TEXT NOT NULL,
    subject   TEXT NOT NULL,
    linked_on TEXT NOT NULL,
    UNIQUE (issuer, subject)
) STRICT;
