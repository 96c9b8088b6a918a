-- A quota that was full stays so, also when an older `collect` is put back.
ALTER TABLE quota_counts ADD COLUMN is_full INTEGER NOT NULL DEFAULT 0 CHECK (is_full IN (0, 1));
