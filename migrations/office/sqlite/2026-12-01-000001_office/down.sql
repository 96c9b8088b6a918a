DROP TABLE audit;
DROP TABLE surveys;
DROP TABLE versions;
DROP TABLE sessions;
DROP TABLE staff;
DROP TABLE organisations;
