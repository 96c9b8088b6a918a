DROP TABLE batches;
DROP TABLE responses;
