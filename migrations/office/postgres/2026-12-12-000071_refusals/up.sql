-- Attempts to sign in that failed and are not in the audit trail yet: a row for each account, and one
-- for all addresses that have none, so that nobody can fill it.
CREATE TABLE refusals (
    account         text   NOT NULL PRIMARY KEY,
    organisation_id text,
    since           bigint NOT NULL,
    attempts        bigint NOT NULL
);
