-- What an app makes codes of, sealed with the installation's secret; codes up to a step are used up.
CREATE TABLE second_factors (
    staff_id     text NOT NULL PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    sealed       bytea NOT NULL,
    is_confirmed boolean NOT NULL DEFAULT false,
    last_step    bigint NOT NULL,
    failed       bigint NOT NULL,
    failed_at    bigint NOT NULL
);
-- Codes for who has lost her phone: hashes of those that were not used yet.
CREATE TABLE recovery_codes (
    staff_id text NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    hash     text NOT NULL,
    PRIMARY KEY (staff_id, hash)
);
-- A session that still waits for the code.
ALTER TABLE sessions ADD COLUMN is_half boolean NOT NULL DEFAULT false;
-- Whoever manages accounts there must have a second factor.
ALTER TABLE organisations ADD COLUMN needs_second_factor boolean NOT NULL DEFAULT false;
