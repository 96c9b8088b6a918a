DROP TABLE survey_versions;
