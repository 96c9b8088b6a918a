-- What a survey offers beside its questionnaire, in words; fixed like its mode.
ALTER TABLE surveys ADD COLUMN offers text NOT NULL DEFAULT '';

-- Access codes that are admitted, under ids that no other store has. Which of them were used
-- cannot be seen here: what is spent has yet another id.
CREATE TABLE codes (
    survey_id text NOT NULL REFERENCES surveys (id),
    id        text NOT NULL,
    stratum   text NOT NULL,
    PRIMARY KEY (survey_id, id)
);

-- By which door a response came, and the coarse stratum that its code carries.
ALTER TABLE inbox ADD COLUMN door text NOT NULL DEFAULT 'open' CHECK (door IN ('open', 'code'));
ALTER TABLE inbox ADD COLUMN stratum text NOT NULL DEFAULT '';

-- What is to be carried to the other stores: that an invitation is done, that somebody wants no
-- more letters, contacts, withdrawals. Sealed, and claimed in batches like the inbox.
CREATE TABLE outbox (
    survey_id text NOT NULL REFERENCES surveys (id),
    id        text NOT NULL,
    errand    text NOT NULL CHECK (errand IN ('done', 'opt-out', 'contact', 'withdrawal')),
    sealed    bytea NOT NULL,
    batch     text,
    PRIMARY KEY (survey_id, id)
);
