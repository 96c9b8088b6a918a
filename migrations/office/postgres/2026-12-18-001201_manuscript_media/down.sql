DROP TABLE manuscript_media;
DROP TABLE media;
