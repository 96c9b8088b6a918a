-- Links by which people without an account walk through a manuscript as it was, and comment on it. Of the token of a link
-- only the hash; of the answers nothing but how many began and finished. `document` is empty once the link is over.
CREATE TABLE pretests (
    manuscript_id text NOT NULL REFERENCES manuscripts (id) ON DELETE CASCADE,
    number        bigint NOT NULL CHECK (number > 0),
    token_hash    text NOT NULL UNIQUE,
    document      text NOT NULL,
    made_at       bigint NOT NULL,
    made_by       text NOT NULL,
    last_day      text NOT NULL,
    ended_at      bigint,
    began         bigint NOT NULL,
    finished      bigint NOT NULL,
    PRIMARY KEY (manuscript_id, number)
);

-- Of a comment from a pretest: its number, the name that was given, and the page on which it was written.
ALTER TABLE manuscript_comments ADD COLUMN pretest bigint;
ALTER TABLE manuscript_comments ADD COLUMN guest text;
ALTER TABLE manuscript_comments ADD COLUMN page text;
