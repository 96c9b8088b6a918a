-- The crest and colours of an organisation: which, as text; and the crest's bytes, cleaned.
ALTER TABLE organisations ADD COLUMN look TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN crest BLOB NOT NULL DEFAULT x'';
