-- A person may have several roles.
CREATE TABLE staff_roles (
    staff_id text NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    role     text NOT NULL CHECK (role IN ('admin', 'analyst', 'designer', 'field')),
    PRIMARY KEY (staff_id, role)
);
INSERT INTO staff_roles SELECT id, role FROM staff;
ALTER TABLE staff DROP COLUMN role;
