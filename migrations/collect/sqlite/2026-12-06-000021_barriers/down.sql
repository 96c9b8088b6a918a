CREATE TABLE new_outbox (
    survey_id TEXT NOT NULL REFERENCES surveys (id),
    id        TEXT NOT NULL,
    errand    TEXT NOT NULL
        CHECK (errand IN ('done', 'opt-out', 'contact', 'withdrawal')),
    sealed    BLOB NOT NULL,
    batch     TEXT,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_outbox SELECT survey_id, id, errand, sealed, batch FROM outbox
WHERE errand <> 'barrier';
DROP TABLE outbox;
ALTER TABLE new_outbox RENAME TO outbox;
