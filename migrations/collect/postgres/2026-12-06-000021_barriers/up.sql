-- A barrier report goes to the office at once.
ALTER TABLE outbox DROP CONSTRAINT outbox_errand_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_errand_check
    CHECK (errand IN ('done', 'opt-out', 'contact', 'barrier', 'withdrawal'));
