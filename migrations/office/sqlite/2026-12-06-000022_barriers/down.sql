CREATE TABLE new_contacts (
    survey_id TEXT NOT NULL REFERENCES surveys (id),
    id        TEXT NOT NULL,
    purpose   TEXT NOT NULL CHECK (purpose IN ('draw', 'report')),
    address   TEXT NOT NULL,
    PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_contacts SELECT survey_id, id, purpose, address FROM contacts
WHERE purpose <> 'barrier';
DROP TABLE contacts;
ALTER TABLE new_contacts RENAME TO contacts;
