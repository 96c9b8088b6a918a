-- A survey that takes no answers for now.
ALTER TABLE surveys ADD COLUMN is_paused boolean NOT NULL DEFAULT false;
