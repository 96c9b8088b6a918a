-- A survey that was ended on its last day, before that was over.
ALTER TABLE surveys ADD COLUMN is_closed boolean NOT NULL DEFAULT false;
