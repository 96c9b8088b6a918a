DROP TABLE set_aside;
DROP TABLE clock;
