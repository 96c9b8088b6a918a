ALTER TABLE organisations DROP COLUMN keep_months;
