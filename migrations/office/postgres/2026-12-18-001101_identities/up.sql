-- By what an identity provider knows staff who sign in there: its address, and its name for them. One each.
CREATE TABLE identities (
    staff_id  text NOT NULL PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    issuer    text NOT NULL,
    subject   text NOT NULL,
    linked_on text NOT NULL,
    UNIQUE (issuer, subject)
);
