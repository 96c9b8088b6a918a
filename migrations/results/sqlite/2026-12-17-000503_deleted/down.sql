DROP TABLE deleted_surveys;
