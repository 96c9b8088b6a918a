-- The crest and colours of an organisation: which, as text; and the crest's bytes, cleaned.
ALTER TABLE organisations ADD COLUMN look text NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN crest bytea NOT NULL DEFAULT '';
