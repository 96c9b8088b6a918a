-- Surveys that were deleted. In each store, so that one that comes from a backup does not bring them back.
CREATE TABLE deleted_surveys (
    survey_id text NOT NULL PRIMARY KEY,
    slug      text NOT NULL
);

-- A survey that is over and was put aside: lists leave it out.
ALTER TABLE surveys ADD COLUMN is_archived boolean NOT NULL DEFAULT false;
