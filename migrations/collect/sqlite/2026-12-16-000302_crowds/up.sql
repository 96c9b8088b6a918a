-- Those who answered one version are mixed among each other: a response names its version, and who copied the store
-- before a change knows who came before it.
ALTER TABLE inbox ADD COLUMN version TEXT NOT NULL DEFAULT '';
-- Where there never was another. Otherwise only the sealed response names it.
UPDATE inbox SET version = (SELECT version_hash FROM surveys WHERE surveys.id = inbox.survey_id)
WHERE survey_id NOT IN (SELECT survey_id FROM earlier_versions);
