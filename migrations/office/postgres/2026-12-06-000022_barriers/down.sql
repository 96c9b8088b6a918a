DELETE FROM contacts WHERE purpose = 'barrier';
ALTER TABLE contacts DROP CONSTRAINT contacts_purpose_check;
ALTER TABLE contacts ADD CONSTRAINT contacts_purpose_check CHECK (purpose IN ('draw', 'report'));
