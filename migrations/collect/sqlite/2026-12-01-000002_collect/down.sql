DROP TABLE inbox;
DROP TABLE spent;
DROP TABLE drafts;
DROP TABLE surveys;
