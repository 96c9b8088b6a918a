-- The pictures, sounds and films of published questionnaires, each once, under the SHA-256 that the
-- questionnaires name. Nothing here comes from residents.
CREATE TABLE media (
    hash  TEXT NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;
