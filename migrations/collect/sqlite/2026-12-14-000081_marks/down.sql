ALTER TABLE drafts RENAME COLUMN mark TO revision;
