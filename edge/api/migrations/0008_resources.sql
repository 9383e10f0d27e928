-- Counts what callers change of an asset: nobody overwrites what they have not seen.
ALTER TABLE assets ADD COLUMN edits INTEGER NOT NULL DEFAULT 0;

-- Metadata by what is looked for, each value's assets in the order of lists. Written together with assets.metadata.
CREATE TABLE asset_metadata (
  environment TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  asset_id TEXT NOT NULL,
  PRIMARY KEY (environment, key, value, created_at DESC, asset_id DESC)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_metadata_by_asset ON asset_metadata (asset_id);
INSERT INTO asset_metadata (environment, key, value, created_at, asset_id)
  SELECT a.environment, m.key, m.value, a.created_at, a.id FROM assets a, json_each(a.metadata) m;

CREATE INDEX assets_by_state ON assets (environment, state, created_at DESC, id DESC);
CREATE INDEX assets_by_correlation ON assets (environment, correlation_id, created_at DESC, id DESC)
  WHERE correlation_id IS NOT NULL;
CREATE INDEX uploads_by_creation ON uploads (environment, created_at DESC, id DESC);
CREATE INDEX uploads_by_asset ON uploads (asset_id);
CREATE INDEX signing_keys_by_creation ON signing_keys (environment, created_at DESC, kid DESC);
DROP INDEX signing_keys_by_environment;
