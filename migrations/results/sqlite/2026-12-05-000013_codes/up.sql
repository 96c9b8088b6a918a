-- By which door a response came, and the coarse stratum that its code carried.
ALTER TABLE responses ADD COLUMN door TEXT NOT NULL DEFAULT 'open' CHECK (door IN ('open', 'code'));
ALTER TABLE responses ADD COLUMN stratum TEXT NOT NULL DEFAULT '';

-- Only in surveys that offer withdrawal, and tell so: which response a withdrawal code deletes.
CREATE TABLE withdrawals (
    survey_id   TEXT NOT NULL,
    id          TEXT NOT NULL,
    response_id TEXT NOT NULL,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;
