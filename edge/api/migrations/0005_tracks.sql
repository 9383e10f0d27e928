-- Text tracks that were uploaded; those that came with a source are among its asset's files.
CREATE TABLE tracks (
  id TEXT PRIMARY KEY,
  environment TEXT NOT NULL,
  asset_id TEXT NOT NULL REFERENCES assets (id),
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  name TEXT NOT NULL,
  is_default INTEGER NOT NULL,
  forced INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  correlation_id TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE (asset_id, kind, language, name)
) STRICT;

-- What is to be made of an asset's file besides renditions. Seconds; null for no thumbnail.
ALTER TABLE assets ADD COLUMN thumbnail_time_s REAL;
ALTER TABLE assets ADD COLUMN mp4_download INTEGER NOT NULL DEFAULT 0;
