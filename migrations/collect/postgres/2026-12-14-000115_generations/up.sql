-- How far each store is, and how far this one knows the others to be: a store that is behind what the
-- others know of it comes from a backup.
CREATE TABLE generations (
    store      text   NOT NULL PRIMARY KEY CHECK (store IN ('office', 'collect', 'results')),
    generation bigint NOT NULL
);
INSERT INTO generations VALUES ('office', 0), ('collect', 0), ('results', 0);

-- Which spent ids `office` has, too.
ALTER TABLE spent ADD COLUMN is_copied boolean NOT NULL DEFAULT false;
CREATE INDEX spent_to_copy ON spent (survey_id, id) WHERE NOT is_copied;
