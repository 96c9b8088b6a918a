-- How far each store is, and how far this one knows the others to be: a store that is behind what the
-- others know of it comes from a backup.
CREATE TABLE generations (
    store      TEXT    NOT NULL PRIMARY KEY CHECK (store IN ('office', 'collect', 'results')),
    generation INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO generations VALUES ('office', 0), ('collect', 0), ('results', 0);

-- Which spent ids `office` has, too.
ALTER TABLE spent ADD COLUMN is_copied INTEGER NOT NULL DEFAULT 0 CHECK (is_copied IN (0, 1));
CREATE INDEX spent_to_copy ON spent (survey_id, id) WHERE NOT is_copied;
