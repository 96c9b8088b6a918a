DROP TABLE withdrawn;
DROP TABLE submissions;
