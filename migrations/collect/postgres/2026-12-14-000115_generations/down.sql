DROP INDEX spent_to_copy;
ALTER TABLE spent DROP COLUMN is_copied;
DROP TABLE generations;
