ALTER TABLE refusals ADD COLUMN organisation_id text;
ALTER TABLE staff RENAME COLUMN last_organisation_id TO organisation_id;
CREATE INDEX staff_by_organisation ON staff (organisation_id);
ALTER TABLE staff ADD COLUMN active boolean NOT NULL DEFAULT false;
ALTER TABLE staff ADD COLUMN signed_in_on text;
UPDATE staff SET active = m.is_active, signed_in_on = m.signed_in_on FROM memberships m
    WHERE m.staff_id = id AND m.organisation_id = staff.organisation_id;

DROP TABLE account_links;
CREATE TABLE account_links (
    staff_id   text NOT NULL PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    token_hash text NOT NULL UNIQUE,
    purpose    text NOT NULL CHECK (purpose IN ('invitation', 'reset')),
    expires_at bigint NOT NULL
);
DROP TABLE sessions;
CREATE TABLE sessions (
    token_hash text   NOT NULL PRIMARY KEY,
    staff_id   text   NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    created_at bigint NOT NULL,
    seen_at    bigint NOT NULL
);
CREATE INDEX sessions_by_staff ON sessions (staff_id);
ALTER TABLE sessions ADD COLUMN proved_at bigint NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN is_half boolean NOT NULL DEFAULT false;

CREATE TABLE staff_roles (
    staff_id text NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    role     text NOT NULL CHECK (role IN ('admin', 'analyst', 'designer', 'field')),
    PRIMARY KEY (staff_id, role)
);
INSERT INTO staff_roles SELECT staff.id, role
    FROM staff JOIN memberships m ON m.staff_id = staff.id AND m.organisation_id = staff.organisation_id,
    unnest(string_to_array(m.roles, ' ')) role
    WHERE role IN ('admin', 'analyst', 'designer', 'field');
DROP TABLE memberships;
