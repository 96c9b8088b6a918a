ALTER TABLE refusals ADD COLUMN organisation_id TEXT;
ALTER TABLE staff RENAME COLUMN last_organisation_id TO organisation_id;
CREATE INDEX staff_by_organisation ON staff (organisation_id);
ALTER TABLE staff ADD COLUMN active INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1));
ALTER TABLE staff ADD COLUMN signed_in_on TEXT;
UPDATE staff SET (active, signed_in_on) = (m.is_active, m.signed_in_on) FROM memberships m
    WHERE m.staff_id = id AND m.organisation_id = staff.organisation_id;

DROP TABLE account_links;
CREATE TABLE account_links (
    staff_id   TEXT NOT NULL PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    purpose    TEXT NOT NULL CHECK (purpose IN ('invitation', 'reset')),
    expires_at INTEGER NOT NULL
) STRICT;
DROP TABLE sessions;
CREATE TABLE sessions (
    token_hash TEXT    NOT NULL PRIMARY KEY,
    staff_id   TEXT    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_staff ON sessions (staff_id);
ALTER TABLE sessions ADD COLUMN proved_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN is_half INTEGER NOT NULL DEFAULT 0 CHECK (is_half IN (0, 1));

CREATE TABLE staff_roles (
    staff_id TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    role     TEXT NOT NULL CHECK (role IN ('admin', 'analyst', 'designer', 'field')),
    PRIMARY KEY (staff_id, role)
) STRICT, WITHOUT ROWID;
INSERT INTO staff_roles SELECT staff.id, role.value
    FROM staff JOIN memberships m ON m.staff_id = staff.id AND m.organisation_id = staff.organisation_id,
    json_each('["' || replace(m.roles, ' ', '","') || '"]') role
    WHERE role.value IN ('admin', 'analyst', 'designer', 'field');
DROP TABLE memberships;
