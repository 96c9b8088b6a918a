DROP TABLE arrivals;
DROP TABLE contacts;
DROP TABLE invitations;
ALTER TABLE surveys DROP COLUMN offers;
