-- A person may have several roles.
CREATE TABLE staff_roles (
    staff_id TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    role     TEXT NOT NULL CHECK (role IN ('admin', 'analyst', 'designer', 'field')),
    PRIMARY KEY (staff_id, role)
) STRICT, WITHOUT ROWID;
INSERT INTO staff_roles SELECT id, role FROM staff;
ALTER TABLE staff DROP COLUMN role;
