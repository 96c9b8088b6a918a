-- Which stores and which secret belong together: an id that all three stores share, and a value that
-- only the secret gives. And whether one of the three was found to be older than the others know.
CREATE TABLE installation (
    name  text NOT NULL PRIMARY KEY CHECK (name IN ('id', 'secret', 'older')),
    value text NOT NULL
);
