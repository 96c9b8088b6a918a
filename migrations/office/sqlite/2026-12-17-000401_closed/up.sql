-- A survey that was ended on its last day, before that was over; and the last day that was planned before.
ALTER TABLE surveys ADD COLUMN is_closed INTEGER NOT NULL DEFAULT 0 CHECK (is_closed IN (0, 1));
ALTER TABLE surveys ADD COLUMN planned_until TEXT;
