-- Which stores and which secret belong together: an id that all three stores share, and a value that
-- only the secret gives.
CREATE TABLE installation (
    name  TEXT NOT NULL PRIMARY KEY CHECK (name IN ('id', 'secret')),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
