-- One-time links by which somebody chooses a password: of each account the newest only, and of that the hash.
CREATE TABLE account_links (
    staff_id   TEXT NOT NULL PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    purpose    TEXT NOT NULL CHECK (purpose IN ('invitation', 'reset')),
    expires_at INTEGER NOT NULL
) STRICT;
-- The day on which somebody signed in last, and when a session's password was typed.
ALTER TABLE staff ADD COLUMN signed_in_on TEXT;
ALTER TABLE sessions ADD COLUMN proved_at INTEGER NOT NULL DEFAULT 0;
