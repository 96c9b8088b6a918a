-- For how many months after a survey's last day its answers are kept; null where that is not set.
ALTER TABLE organisations ADD COLUMN keep_months integer;
