-- What a survey offers beside its questionnaire, in words; fixed like its mode.
ALTER TABLE surveys ADD COLUMN offers TEXT NOT NULL DEFAULT '';

-- Access codes that are admitted, under ids that no other store has. Which of them were used
-- cannot be seen here: what is spent has yet another id.
CREATE TABLE codes (
    survey_id TEXT NOT NULL REFERENCES surveys (id),
    id        TEXT NOT NULL,
    stratum   TEXT NOT NULL,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;

-- By which door a response came, and the coarse stratum that its code carries.
ALTER TABLE inbox ADD COLUMN door TEXT NOT NULL DEFAULT 'open' CHECK (door IN ('open', 'code'));
ALTER TABLE inbox ADD COLUMN stratum TEXT NOT NULL DEFAULT '';

-- What is to be carried to the other stores: that an invitation is done, that somebody wants no
-- more letters, contacts, withdrawals. Sealed, and claimed in batches like the inbox.
CREATE TABLE outbox (
    survey_id TEXT NOT NULL REFERENCES surveys (id),
    id        TEXT NOT NULL,
    errand    TEXT NOT NULL CHECK (errand IN ('done', 'opt-out', 'contact', 'withdrawal')),
    sealed    BLOB NOT NULL,
    batch     TEXT,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;
