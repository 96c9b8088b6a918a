-- Surveys that were deleted. In each store, so that one that comes from a backup does not bring them back.
CREATE TABLE deleted_surveys (
    survey_id TEXT NOT NULL PRIMARY KEY,
    slug      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
