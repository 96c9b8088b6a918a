-- Time that passed on the clock while nobody looked, in milliseconds: what is due is deleted so much later.
-- It is counted in spans of three days that were watched, and forgotten with the end of the next one.
ALTER TABLE clock ADD COLUMN counted_since bigint NOT NULL DEFAULT 0;
ALTER TABLE clock ADD COLUMN unseen bigint NOT NULL DEFAULT 0;
ALTER TABLE clock ADD COLUMN unseen_before bigint NOT NULL DEFAULT 0;
