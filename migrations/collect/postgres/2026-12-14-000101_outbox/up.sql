-- Messages of a kind are looked at in pages: so a flood of one kind keeps no other waiting.
CREATE INDEX outbox_by_kind ON outbox (survey_id, kind, id);
