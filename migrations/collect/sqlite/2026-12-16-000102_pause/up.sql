-- A survey that takes no answers for now.
ALTER TABLE surveys ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0 CHECK (is_paused IN (0, 1));
