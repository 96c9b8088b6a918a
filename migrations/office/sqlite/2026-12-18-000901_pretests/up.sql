-- Links by which people without an account walk through a manuscript as it was, and comment on it. Of the token of a link
-- only the hash; of the answers nothing but how many began and finished. `document` is empty once the link is over.
CREATE TABLE pretests (
    manuscript_id TEXT NOT NULL REFERENCES manuscripts (id) ON DELETE CASCADE,
    number        INTEGER NOT NULL CHECK (number > 0),
    token_hash    TEXT NOT NULL UNIQUE,
    document      TEXT NOT NULL,
    made_at       INTEGER NOT NULL,
    made_by       TEXT NOT NULL,
    last_day      TEXT NOT NULL,
    ended_at      INTEGER,
    began         INTEGER NOT NULL,
    finished      INTEGER NOT NULL,
    PRIMARY KEY (manuscript_id, number)
) STRICT;

-- Of a comment from a pretest: its number, the name that was given, and the page on which it was written.
ALTER TABLE manuscript_comments ADD COLUMN pretest INTEGER;
ALTER TABLE manuscript_comments ADD COLUMN guest TEXT;
ALTER TABLE manuscript_comments ADD COLUMN page TEXT;
