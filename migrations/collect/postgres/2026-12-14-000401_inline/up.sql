-- What is sealed fits into a page, and stays there: taken apart into a table of its own, each save writes
-- five rows more.
ALTER TABLE drafts SET (toast_tuple_target = 8160);
ALTER TABLE inbox SET (toast_tuple_target = 8160);
ALTER TABLE outbox SET (toast_tuple_target = 8160);
ALTER TABLE outbox ALTER COLUMN sealed SET STORAGE EXTERNAL;
