ALTER TABLE outbox RENAME COLUMN errand TO kind;
ALTER TABLE outbox RENAME CONSTRAINT outbox_errand_check TO outbox_kind_check;
