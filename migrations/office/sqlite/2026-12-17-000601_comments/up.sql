-- What colleagues say to each other about an element of a manuscript, which is found by its key. `answers`: the number of
-- the comment that begins the thread. Only those have what became of them.
CREATE TABLE manuscript_comments (
    manuscript_id TEXT NOT NULL REFERENCES manuscripts (id) ON DELETE CASCADE,
    number        INTEGER NOT NULL CHECK (number > 0),
    element       TEXT NOT NULL,
    answers       INTEGER CHECK (answers < number),
    words         TEXT NOT NULL,
    made_at       INTEGER NOT NULL,
    made_by       TEXT NOT NULL,
    done_at       INTEGER,
    done_by       TEXT,
    PRIMARY KEY (manuscript_id, number)
) STRICT;
