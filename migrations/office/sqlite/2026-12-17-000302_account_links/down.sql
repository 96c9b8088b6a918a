ALTER TABLE sessions DROP COLUMN proved_at;
ALTER TABLE staff DROP COLUMN signed_in_on;
DROP TABLE account_links;
