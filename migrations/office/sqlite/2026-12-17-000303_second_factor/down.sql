ALTER TABLE organisations DROP COLUMN needs_second_factor;
DELETE FROM sessions WHERE is_half;
ALTER TABLE sessions DROP COLUMN is_half;
DROP TABLE recovery_codes;
DROP TABLE second_factors;
