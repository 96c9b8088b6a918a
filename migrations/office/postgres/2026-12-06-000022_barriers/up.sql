-- What residents write to us beside the questionnaire: addresses and, new, what was in their way.
ALTER TABLE contacts DROP CONSTRAINT contacts_purpose_check;
ALTER TABLE contacts ADD CONSTRAINT contacts_purpose_check
    CHECK (purpose IN ('draw', 'report', 'barrier'));
