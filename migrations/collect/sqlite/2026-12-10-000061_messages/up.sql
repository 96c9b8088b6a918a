ALTER TABLE outbox RENAME COLUMN errand TO kind;
