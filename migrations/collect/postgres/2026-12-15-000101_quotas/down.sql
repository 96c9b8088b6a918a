DROP TABLE full_quotas;
