-- A survey is a wave of a study, which has the name of its first wave; one without others is the first of its own.
ALTER TABLE surveys ADD COLUMN study text NOT NULL DEFAULT '';
ALTER TABLE surveys ADD COLUMN wave integer NOT NULL DEFAULT 1 CHECK (wave > 0);
UPDATE surveys SET study = slug;
CREATE UNIQUE INDEX surveys_waves ON surveys (organisation_id, study, wave);
