-- The pictures, sounds and films of published questionnaires, each once, under the SHA-256 that the
-- questionnaires name. Nothing here comes from residents.
CREATE TABLE media (
    hash  text NOT NULL PRIMARY KEY,
    bytes bytea NOT NULL
);
