-- Surveys that were deleted. In each store, so that one that comes from a backup does not bring them back.
CREATE TABLE deleted_surveys (
    survey_id TEXT NOT NULL PRIMARY KEY,
    slug      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A survey that is over and was put aside: lists leave it out.
ALTER TABLE surveys ADD COLUMN is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1));
