DROP TABLE moved;
DROP TABLE generations;
