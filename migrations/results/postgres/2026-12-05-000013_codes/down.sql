DROP TABLE withdrawals;
ALTER TABLE responses DROP COLUMN stratum;
ALTER TABLE responses DROP COLUMN door;
