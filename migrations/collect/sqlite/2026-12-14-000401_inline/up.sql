-- Nothing to do: only PostgreSQL takes long values apart into another table.
SELECT 1;
