DROP TABLE withdrawn;
DROP TABLE spent;
