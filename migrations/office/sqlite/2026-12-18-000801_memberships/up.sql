-- A person may work for several organisations, with roles of her own in each.
CREATE TABLE memberships (
    staff_id        TEXT    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    roles           TEXT    NOT NULL,
    is_active       INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    is_accepted     INTEGER NOT NULL CHECK (is_accepted IN (0, 1)),
    signed_in_on    TEXT,
    PRIMARY KEY (staff_id, organisation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_organisation ON memberships (organisation_id);
-- Whoever has no password and was never here was invited; who has none any more was reset.
INSERT INTO memberships SELECT id, organisation_id,
    coalesce((SELECT group_concat(role, ' ') FROM staff_roles WHERE staff_id = id), ''), active,
    password_hash <> '' OR signed_in_on IS NOT NULL
        OR EXISTS (SELECT 1 FROM account_links WHERE staff_id = id AND purpose = 'reset'),
    signed_in_on FROM staff;
DROP TABLE staff_roles;

-- A session works in one organisation.
CREATE TABLE new_sessions (
    token_hash      TEXT    NOT NULL PRIMARY KEY,
    staff_id        TEXT    NOT NULL,
    organisation_id TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    seen_at         INTEGER NOT NULL,
    proved_at       INTEGER NOT NULL,
    is_half         INTEGER NOT NULL CHECK (is_half IN (0, 1)),
    FOREIGN KEY (staff_id, organisation_id) REFERENCES memberships ON DELETE CASCADE
) STRICT;
INSERT INTO new_sessions SELECT token_hash, staff_id, organisation_id, sessions.created_at, seen_at, proved_at, is_half
    FROM sessions JOIN staff ON staff.id = staff_id;
DROP TABLE sessions;
ALTER TABLE new_sessions RENAME TO sessions;
CREATE INDEX sessions_by_membership ON sessions (staff_id, organisation_id);

-- One-time links: into an organisation, or, without one, to another password. Of each the newest only.
CREATE TABLE new_links (
    token_hash      TEXT    NOT NULL PRIMARY KEY,
    staff_id        TEXT    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    organisation_id TEXT,
    expires_at      INTEGER NOT NULL,
    FOREIGN KEY (staff_id, organisation_id) REFERENCES memberships ON DELETE CASCADE
) STRICT;
INSERT INTO new_links SELECT token_hash, staff_id,
    CASE purpose WHEN 'invitation' THEN organisation_id END, expires_at
    FROM account_links JOIN staff ON staff.id = staff_id;
DROP TABLE account_links;
ALTER TABLE new_links RENAME TO account_links;
CREATE UNIQUE INDEX account_links_in ON account_links (staff_id, organisation_id);
CREATE UNIQUE INDEX account_links_to_reset ON account_links (staff_id) WHERE organisation_id IS NULL;

DROP INDEX staff_by_organisation;
ALTER TABLE staff RENAME COLUMN organisation_id TO last_organisation_id;
ALTER TABLE staff DROP COLUMN active;
ALTER TABLE staff DROP COLUMN signed_in_on;
-- Each organisation of hers is told.
ALTER TABLE refusals DROP COLUMN organisation_id;
