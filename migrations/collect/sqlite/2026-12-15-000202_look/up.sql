-- The look of the organisation that runs it; a crest's bytes are in media, under its hash.
ALTER TABLE surveys ADD COLUMN look TEXT NOT NULL DEFAULT '';
