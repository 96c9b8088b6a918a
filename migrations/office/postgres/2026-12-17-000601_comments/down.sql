DROP TABLE manuscript_comments;
