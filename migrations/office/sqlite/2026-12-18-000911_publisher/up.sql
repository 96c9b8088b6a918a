-- Who asks, with contact, imprint and privacy notice, for questionnaires that do not say so yet: as JSON, or nothing.
ALTER TABLE organisations ADD COLUMN publisher TEXT NOT NULL DEFAULT '';
