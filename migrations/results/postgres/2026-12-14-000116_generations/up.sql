-- How far each store is, and how far this one knows the others to be: a store that is behind what the
-- others know of it comes from a backup.
CREATE TABLE generations (
    store      text   NOT NULL PRIMARY KEY CHECK (store IN ('office', 'collect', 'results')),
    generation bigint NOT NULL
);
INSERT INTO generations VALUES ('office', 0), ('collect', 0), ('results', 0);

-- Marks of what has moved here, so that it is known when an older `collect` has it again. They come from
-- random ids that are gone there, and lead to no row.
CREATE TABLE moved (
    survey_id text NOT NULL,
    mark      text NOT NULL,
    PRIMARY KEY (survey_id, mark)
);
