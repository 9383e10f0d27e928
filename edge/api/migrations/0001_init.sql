-- Times are milliseconds since the epoch. JSON columns hold what is only ever read whole.

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  environment TEXT NOT NULL,
  name TEXT NOT NULL,
  hint TEXT NOT NULL,
  secret_hash TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;

CREATE TABLE signing_keys (
  kid TEXT PRIMARY KEY,
  environment TEXT NOT NULL,
  public_jwk TEXT NOT NULL,
  sealed_private_jwk TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
CREATE INDEX signing_keys_by_environment ON signing_keys (environment, created_at);

CREATE TABLE assets (
  id TEXT PRIMARY KEY,
  environment TEXT NOT NULL,
  state TEXT NOT NULL,
  playback_id TEXT NOT NULL UNIQUE,
  playback_policy TEXT NOT NULL,
  upload_id TEXT,
  duration_ms INTEGER,
  has_video INTEGER,
  has_audio INTEGER,
  renditions TEXT NOT NULL DEFAULT '[]',
  source TEXT NOT NULL,
  error_code TEXT,
  metadata TEXT NOT NULL DEFAULT '{}',
  correlation_id TEXT,
  -- Where in the bucket the published files lie; null until something is playable.
  output_prefix TEXT,
  playlist TEXT,
  poster TEXT,
  created_at INTEGER NOT NULL,
  playable_at INTEGER,
  ready_at INTEGER
) STRICT;
CREATE INDEX assets_by_creation ON assets (environment, created_at DESC, id DESC);

CREATE TABLE uploads (
  id TEXT PRIMARY KEY,
  environment TEXT NOT NULL,
  asset_id TEXT NOT NULL REFERENCES assets (id),
  state TEXT NOT NULL,
  offset_bytes INTEGER NOT NULL DEFAULT 0,
  size_bytes INTEGER,
  max_size_bytes INTEGER NOT NULL,
  correlation_id TEXT,
  created_at INTEGER NOT NULL,
  completed_at INTEGER,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX uploads_by_state ON uploads (state, expires_at);

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  environment TEXT NOT NULL,
  asset_id TEXT NOT NULL REFERENCES assets (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  stage TEXT,
  progress REAL NOT NULL DEFAULT 0,
  attempt INTEGER NOT NULL DEFAULT 0,
  max_attempts INTEGER NOT NULL,
  worker_id TEXT,
  error_code TEXT,
  -- For operators: what the tools said last.
  error_detail TEXT,
  correlation_id TEXT,
  created_at INTEGER NOT NULL,
  -- When the job was last put on the queue.
  enqueued_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  lease_expires_at INTEGER
) STRICT;
CREATE INDEX jobs_by_state ON jobs (state, created_at);
CREATE INDEX jobs_by_asset ON jobs (asset_id, created_at);
CREATE INDEX jobs_by_creation ON jobs (environment, created_at DESC, id DESC);

CREATE TABLE events (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  environment TEXT NOT NULL,
  asset_id TEXT,
  upload_id TEXT,
  job_id TEXT,
  data TEXT NOT NULL,
  correlation_id TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX events_by_environment ON events (environment, sequence);
CREATE INDEX events_by_asset ON events (asset_id, sequence);

CREATE TABLE views (
  id TEXT PRIMARY KEY,
  environment TEXT NOT NULL,
  asset_id TEXT NOT NULL,
  playback_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  state TEXT NOT NULL,
  error TEXT,
  -- 1 where the view ended in an error that was nobody's intention.
  failed INTEGER NOT NULL,
  player_startup_time_ms REAL,
  page_load_time_ms REAL,
  startup_time_ms REAL,
  playing_time_ms REAL NOT NULL,
  watch_time_ms REAL NOT NULL,
  rebuffer_count INTEGER NOT NULL,
  rebuffer_duration_ms REAL NOT NULL,
  measures TEXT NOT NULL,
  dimensions TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  last_beacon_at INTEGER NOT NULL
) STRICT;
CREATE INDEX views_by_beacon ON views (environment, last_beacon_at DESC, id DESC);
CREATE INDEX views_by_asset ON views (asset_id, last_beacon_at DESC);
