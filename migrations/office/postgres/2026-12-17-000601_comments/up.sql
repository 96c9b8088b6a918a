-- What colleagues say to each other about an element of a manuscript, which is found by its key. `answers`: the number of
-- the comment that begins the thread. Only those have what became of them.
CREATE TABLE manuscript_comments (
    manuscript_id text NOT NULL REFERENCES manuscripts (id) ON DELETE CASCADE,
    number        bigint NOT NULL CHECK (number > 0),
    element       text NOT NULL,
    answers       bigint CHECK (answers < number),
    words         text NOT NULL,
    made_at       bigint NOT NULL,
    made_by       text NOT NULL,
    done_at       bigint,
    done_by       text,
    PRIMARY KEY (manuscript_id, number)
);
