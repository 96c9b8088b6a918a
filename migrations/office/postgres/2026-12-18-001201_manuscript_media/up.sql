-- The pictures, sounds and films of an organisation's questionnaires, each once, under the SHA-256 that the
-- questionnaires name. Nothing here comes from residents.
CREATE TABLE media (
    organisation_id text NOT NULL REFERENCES organisations (id),
    hash            text NOT NULL,
    size            bigint NOT NULL,
    bytes           bytea NOT NULL,
    PRIMARY KEY (organisation_id, hash)
);

-- Those that a manuscript shows, or would show again if a change were taken back.
CREATE TABLE manuscript_media (
    manuscript_id text NOT NULL REFERENCES manuscripts (id) ON DELETE CASCADE,
    hash          text NOT NULL,
    PRIMARY KEY (manuscript_id, hash)
);
CREATE INDEX manuscript_media_by_hash ON manuscript_media (hash);
