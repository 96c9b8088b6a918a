-- What a survey offers beside its questionnaire, in words; fixed like its mode.
ALTER TABLE surveys ADD COLUMN offers TEXT NOT NULL DEFAULT '';

-- Access codes as the office knows them: under ids that no other store has, without an order and
-- without a time. Being done is told in batches, and is for sparing people reminders only.
CREATE TABLE invitations (
    survey_id TEXT    NOT NULL REFERENCES surveys (id),
    id        TEXT    NOT NULL,
    stratum   TEXT    NOT NULL,
    is_done   INTEGER NOT NULL CHECK (is_done IN (0, 1)),
    opted_out INTEGER NOT NULL CHECK (opted_out IN (0, 1)),
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;

-- Who wants to take part in the prize draw or to get the results by mail. Nothing leads from here
-- to an invitation or to an answer.
CREATE TABLE contacts (
    survey_id TEXT NOT NULL REFERENCES surveys (id),
    id        TEXT NOT NULL,
    purpose   TEXT NOT NULL CHECK (purpose IN ('draw', 'report')),
    address   TEXT NOT NULL,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;

-- Batches that arrived from the outbox, so that an interrupted delivery can be run again.
CREATE TABLE arrivals (
    survey_id TEXT NOT NULL REFERENCES surveys (id),
    id        TEXT NOT NULL,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;
