ALTER TABLE outbox ALTER COLUMN sealed SET STORAGE EXTENDED;
ALTER TABLE outbox RESET (toast_tuple_target);
ALTER TABLE inbox RESET (toast_tuple_target);
ALTER TABLE drafts RESET (toast_tuple_target);
