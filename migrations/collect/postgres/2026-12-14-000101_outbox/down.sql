DROP INDEX outbox_by_kind;
