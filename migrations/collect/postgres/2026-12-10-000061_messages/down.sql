ALTER TABLE outbox RENAME COLUMN kind TO errand;
ALTER TABLE outbox RENAME CONSTRAINT outbox_kind_check TO outbox_errand_check;
