-- The first of the keys that replaced each other: what a request is named stays known to who rotates a key in between.
ALTER TABLE api_keys ADD COLUMN lineage_id TEXT;
UPDATE api_keys SET lineage_id = id;
