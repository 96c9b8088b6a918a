-- What residents write to us beside the questionnaire: addresses and, new, what was in their way.
CREATE TABLE new_contacts (
    survey_id TEXT NOT NULL REFERENCES surveys (id),
    id        TEXT NOT NULL,
    purpose   TEXT NOT NULL CHECK (purpose IN ('draw', 'report', 'barrier')),
    address   TEXT NOT NULL,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_contacts SELECT survey_id, id, purpose, address FROM contacts;
DROP TABLE contacts;
ALTER TABLE new_contacts RENAME TO contacts;
