DROP TABLE manuscript_changes;
DROP TABLE manuscripts;
