ALTER TABLE quota_counts DROP COLUMN is_full;
