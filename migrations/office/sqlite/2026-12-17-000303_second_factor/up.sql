-- What an app makes codes of, sealed with the installation's secret; codes up to a step are used up.
CREATE TABLE second_factors (
    staff_id     TEXT NOT NULL PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    sealed       BLOB NOT NULL,
    is_confirmed INTEGER NOT NULL DEFAULT 0 CHECK (is_confirmed IN (0, 1)),
    last_step    INTEGER NOT NULL,
    failed       INTEGER NOT NULL,
    failed_at    INTEGER NOT NULL
) STRICT;
-- Codes for who has lost her phone: hashes of those that were not used yet.
CREATE TABLE recovery_codes (
    staff_id TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    hash     TEXT NOT NULL,
    PRIMARY KEY (staff_id, hash)
) STRICT, WITHOUT ROWID;
-- A session that still waits for the code.
ALTER TABLE sessions ADD COLUMN is_half INTEGER NOT NULL DEFAULT 0 CHECK (is_half IN (0, 1));
-- Whoever manages accounts there must have a second factor.
ALTER TABLE organisations ADD COLUMN needs_second_factor INTEGER NOT NULL DEFAULT 0 CHECK (needs_second_factor IN (0, 1));
