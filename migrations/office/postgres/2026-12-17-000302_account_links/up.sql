-- One-time links by which somebody chooses a password: of each account the newest only, and of that the hash.
CREATE TABLE account_links (
    staff_id   text NOT NULL PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    token_hash text NOT NULL UNIQUE,
    purpose    text NOT NULL CHECK (purpose IN ('invitation', 'reset')),
    expires_at bigint NOT NULL
);
-- The day on which somebody signed in last, and when a session's password was typed.
ALTER TABLE staff ADD COLUMN signed_in_on text;
ALTER TABLE sessions ADD COLUMN proved_at bigint NOT NULL DEFAULT 0;
