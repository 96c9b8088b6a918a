-- A survey that was ended on its last day, before that was over; and the last day that was planned before.
ALTER TABLE surveys ADD COLUMN is_closed boolean NOT NULL DEFAULT false;
ALTER TABLE surveys ADD COLUMN planned_until text;
