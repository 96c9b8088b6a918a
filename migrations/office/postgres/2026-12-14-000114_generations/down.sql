DROP TABLE withdrawn;
DROP TABLE submissions;
DROP TABLE spent;
DROP TABLE moved;
DROP TABLE generations;
