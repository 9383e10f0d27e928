-- Keys that are rotated, pinned to a version, and seen in use.
ALTER TABLE api_keys ADD COLUMN api_version TEXT NOT NULL DEFAULT '2026-10-01';
ALTER TABLE api_keys ADD COLUMN expires_at INTEGER;
ALTER TABLE api_keys ADD COLUMN replaced_by TEXT;
ALTER TABLE api_keys ADD COLUMN last_used_at INTEGER;
ALTER TABLE api_keys ADD COLUMN use_count INTEGER NOT NULL DEFAULT 0;
CREATE INDEX api_keys_by_creation ON api_keys (environment, created_at DESC, id DESC);

-- Requests that name themselves, so that they are done once.
CREATE TABLE idempotency_keys (
  environment TEXT NOT NULL,
  -- SHA-256 of the key as given.
  key_hash TEXT NOT NULL,
  -- SHA-256 of method, path, query and body.
  fingerprint TEXT NOT NULL,
  -- Whoever works on it, and since when; changes when another takes over from one that died. Zero: nobody any more.
  claim_id TEXT NOT NULL,
  claimed_at INTEGER NOT NULL,
  -- Time and randomness of the work (sealed), so that it can be taken up where it was left; null once there is an answer.
  started_at INTEGER NOT NULL,
  sealed_seed TEXT,
  -- How many of the work's transactions are committed.
  commits INTEGER NOT NULL,
  -- The answer (sealed: it may hold a secret that is shown once); null while there is none.
  sealed_answer TEXT,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (environment, key_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_end ON idempotency_keys (expires_at);

-- Who did what, with which key.
CREATE TABLE audit_entries (
  id TEXT PRIMARY KEY,
  environment TEXT NOT NULL,
  actor TEXT NOT NULL,
  key_id TEXT,
  key_name TEXT,
  action TEXT NOT NULL,
  resource_id TEXT,
  request_id TEXT,
  correlation_id TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_entries_by_creation ON audit_entries (environment, created_at DESC, id DESC);
CREATE INDEX audit_entries_by_resource ON audit_entries (resource_id, created_at DESC);

-- W3C trace context of the request that an asset goes back to; the events of all that belongs to it carry it on.
ALTER TABLE assets ADD COLUMN traceparent TEXT;
ALTER TABLE events ADD COLUMN traceparent TEXT;

-- Retention.
ALTER TABLE assets ADD COLUMN delete_after INTEGER;
ALTER TABLE assets ADD COLUMN legal_hold INTEGER NOT NULL DEFAULT 0;
CREATE INDEX assets_to_delete ON assets (delete_after) WHERE delete_after IS NOT NULL AND legal_hold = 0;

-- The reconciler looks at these alone.
CREATE INDEX assets_unfinished ON assets (state) WHERE state IN ('waiting', 'uploading', 'processing', 'playable');

CREATE TABLE webhook_endpoints (
  id TEXT PRIMARY KEY,
  environment TEXT NOT NULL,
  url TEXT NOT NULL,
  description TEXT NOT NULL,
  -- JSON list of patterns; null: every type.
  events TEXT,
  signature_scheme TEXT NOT NULL,
  api_version TEXT NOT NULL,
  state TEXT NOT NULL,
  disabled_reason TEXT,
  disabled_at INTEGER,
  failing_since INTEGER,
  -- Attempts that have failed since the last one that got through.
  failures_in_a_row INTEGER NOT NULL DEFAULT 0,
  -- Nothing is sent before; null: whatever is due is.
  paused_until INTEGER,
  -- Only later events are sent by themselves: those since it was made or enabled.
  after_sequence INTEGER NOT NULL,
  correlation_id TEXT,
  traceparent TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_endpoints_by_creation ON webhook_endpoints (environment, created_at DESC, id DESC);

CREATE TABLE webhook_secrets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  endpoint_id TEXT NOT NULL REFERENCES webhook_endpoints (id),
  -- What signs, sealed: the shared secret of v1, the private key of v1a.
  sealed_secret TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- Null for the one in use.
  expires_at INTEGER
) STRICT;
CREATE INDEX webhook_secrets_by_endpoint ON webhook_secrets (endpoint_id);

CREATE TABLE webhook_deliveries (
  id TEXT PRIMARY KEY,
  environment TEXT NOT NULL,
  -- It may be deleted: what was sent to it is still told.
  endpoint_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  event_sequence INTEGER NOT NULL,
  state TEXT NOT NULL,
  -- JSON list of attempts, oldest first.
  attempts TEXT NOT NULL DEFAULT '[]',
  attempt INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER,
  is_replay INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, next_attempt_at, event_sequence) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_by_creation ON webhook_deliveries (environment, created_at DESC, id DESC);
CREATE INDEX webhook_deliveries_by_event ON webhook_deliveries (event_id);
-- An event goes to an endpoint once by itself; every further time somebody asked for it.
CREATE UNIQUE INDEX webhook_deliveries_once ON webhook_deliveries (endpoint_id, event_id) WHERE is_replay = 0;

-- Up to which event deliveries were made: one row.
CREATE TABLE webhook_cursor (id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL) STRICT;
INSERT INTO webhook_cursor (id, sequence) SELECT 1, COALESCE(MAX(sequence), 0) FROM events;
