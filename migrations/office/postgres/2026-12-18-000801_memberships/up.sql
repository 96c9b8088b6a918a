-- A person may work for several organisations, with roles of her own in each.
CREATE TABLE memberships (
    staff_id        text    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    organisation_id text    NOT NULL REFERENCES organisations (id),
    roles           text    NOT NULL,
    is_active       boolean NOT NULL,
    is_accepted     boolean NOT NULL,
    signed_in_on    text,
    PRIMARY KEY (staff_id, organisation_id)
);
CREATE INDEX memberships_by_organisation ON memberships (organisation_id);
-- Whoever has no password and was never here was invited; who has none any more was reset.
INSERT INTO memberships SELECT id, organisation_id,
    coalesce((SELECT string_agg(role, ' ' ORDER BY role) FROM staff_roles WHERE staff_id = id), ''), active,
    password_hash <> '' OR signed_in_on IS NOT NULL
        OR EXISTS (SELECT 1 FROM account_links WHERE staff_id = id AND purpose = 'reset'),
    signed_in_on FROM staff;
DROP TABLE staff_roles;

-- A session works in one organisation.
ALTER TABLE sessions ADD COLUMN organisation_id text;
UPDATE sessions SET organisation_id = staff.organisation_id FROM staff WHERE staff.id = staff_id;
ALTER TABLE sessions ALTER COLUMN organisation_id SET NOT NULL;
ALTER TABLE sessions ALTER COLUMN proved_at DROP DEFAULT, ALTER COLUMN is_half DROP DEFAULT;
ALTER TABLE sessions DROP CONSTRAINT sessions_staff_id_fkey;
ALTER TABLE sessions ADD FOREIGN KEY (staff_id, organisation_id) REFERENCES memberships ON DELETE CASCADE;
DROP INDEX sessions_by_staff;
CREATE INDEX sessions_by_membership ON sessions (staff_id, organisation_id);

-- One-time links: into an organisation, or, without one, to another password. Of each the newest only.
ALTER TABLE account_links ADD COLUMN organisation_id text;
UPDATE account_links SET organisation_id = staff.organisation_id FROM staff
    WHERE staff.id = staff_id AND purpose = 'invitation';
ALTER TABLE account_links DROP COLUMN purpose;
ALTER TABLE account_links DROP CONSTRAINT account_links_pkey;
ALTER TABLE account_links DROP CONSTRAINT account_links_token_hash_key;
ALTER TABLE account_links ADD PRIMARY KEY (token_hash);
ALTER TABLE account_links ADD FOREIGN KEY (staff_id, organisation_id) REFERENCES memberships ON DELETE CASCADE;
CREATE UNIQUE INDEX account_links_in ON account_links (staff_id, organisation_id);
CREATE UNIQUE INDEX account_links_to_reset ON account_links (staff_id) WHERE organisation_id IS NULL;

DROP INDEX staff_by_organisation;
ALTER TABLE staff RENAME COLUMN organisation_id TO last_organisation_id;
ALTER TABLE staff DROP COLUMN active;
ALTER TABLE staff DROP COLUMN signed_in_on;
-- Each organisation of hers is told.
ALTER TABLE refusals DROP COLUMN organisation_id;
