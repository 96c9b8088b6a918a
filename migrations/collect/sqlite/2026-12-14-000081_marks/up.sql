-- How often a draft was saved would tell how many pages were answered: what keeps two tabs from
-- overwriting each other is drawn anew at each save.
ALTER TABLE drafts RENAME COLUMN revision TO mark;
UPDATE drafts SET mark = (1 << 30) | (random() & ((1 << 30) - 1));
