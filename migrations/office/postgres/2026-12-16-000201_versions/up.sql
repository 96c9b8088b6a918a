-- The versions that a survey has had, the oldest first. Those of one line differ in texts and looks only, so what
-- was begun with one goes on with the newest of them.
CREATE TABLE survey_versions (
    survey_id  text NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
    ordinal    integer NOT NULL CHECK (ordinal > 0),
    version_id text NOT NULL REFERENCES versions (id),
    line       integer NOT NULL CHECK (line > 0),
    PRIMARY KEY (survey_id, ordinal)
);
INSERT INTO survey_versions SELECT id, 1, version_id, 1 FROM surveys;
