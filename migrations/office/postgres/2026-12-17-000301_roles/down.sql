-- Of several roles one is kept.
ALTER TABLE staff ADD COLUMN role text NOT NULL DEFAULT 'designer' CHECK (role IN ('admin', 'analyst', 'designer', 'field'));
UPDATE staff SET role = coalesce((SELECT min(r.role) FROM staff_roles r WHERE r.staff_id = staff.id), 'designer');
DROP TABLE staff_roles;
