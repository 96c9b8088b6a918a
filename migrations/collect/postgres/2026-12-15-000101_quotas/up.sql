-- Quotas that are full: it follows from what is in the results, and is written when they are counted, not when
-- somebody answers.
CREATE TABLE full_quotas (
    survey_id text NOT NULL,
    name      text NOT NULL,
    PRIMARY KEY (survey_id, name)
);
