-- What a survey offers beside its questionnaire, in words; fixed like its mode.
ALTER TABLE surveys ADD COLUMN offers text NOT NULL DEFAULT '';

-- Access codes as the office knows them: under ids that no other store has, without an order and
-- without a time. Being done is told in batches, and is for sparing people reminders only.
CREATE TABLE invitations (
    survey_id text    NOT NULL REFERENCES surveys (id),
    id        text    NOT NULL,
    stratum   text    NOT NULL,
    is_done   boolean NOT NULL,
    opted_out boolean NOT NULL,
    PRIMARY KEY (survey_id, id)
);

-- Who wants to take part in the prize draw or to get the results by mail. Nothing leads from here
-- to an invitation or to an answer.
CREATE TABLE contacts (
    survey_id text NOT NULL REFERENCES surveys (id),
    id        text NOT NULL,
    purpose   text NOT NULL CHECK (purpose IN ('draw', 'report')),
    address   text NOT NULL,
    PRIMARY KEY (survey_id, id)
);

-- Batches that arrived from the outbox, so that an interrupted delivery can be run again.
CREATE TABLE arrivals (
    survey_id text NOT NULL REFERENCES surveys (id),
    id        text NOT NULL,
    PRIMARY KEY (survey_id, id)
);
