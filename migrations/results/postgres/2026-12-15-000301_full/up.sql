-- A quota that was full stays so, also when an older `collect` is put back.
ALTER TABLE quota_counts ADD COLUMN is_full boolean NOT NULL DEFAULT false;
