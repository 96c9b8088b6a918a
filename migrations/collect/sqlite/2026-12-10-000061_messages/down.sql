ALTER TABLE outbox RENAME COLUMN kind TO errand;
