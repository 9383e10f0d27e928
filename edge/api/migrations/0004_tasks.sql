-- A job is cut into tasks; each is what one worker leases.
CREATE TABLE tasks (
  id TEXT PRIMARY KEY,
  environment TEXT NOT NULL,
  job_id TEXT NOT NULL REFERENCES jobs (id),
  asset_id TEXT NOT NULL REFERENCES assets (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  stage TEXT,
  progress REAL NOT NULL DEFAULT 0,
  weight REAL NOT NULL,
  attempt INTEGER NOT NULL DEFAULT 0,
  max_attempts INTEGER NOT NULL,
  worker_id TEXT,
  range TEXT,
  renditions TEXT NOT NULL DEFAULT '[]',
  -- JSON: what the task needs besides its asset. A fetch has the whole address, which may hold a secret.
  input TEXT,
  -- JSON: what an attempt has made so far.
  output TEXT,
  -- JSON: how the attempt that succeeded did it.
  record TEXT,
  error_code TEXT,
  -- For operators: what the tools said last.
  error_detail TEXT,
  correlation_id TEXT,
  created_at INTEGER NOT NULL,
  -- When the task was last put on the queue.
  enqueued_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  lease_expires_at INTEGER,
  UNIQUE (job_id, position)
) STRICT;
CREATE INDEX tasks_by_state ON tasks (state, created_at);
CREATE INDEX tasks_by_asset ON tasks (asset_id);

-- The jobs there are become jobs of one task; a worker that runs one starts anew.
INSERT INTO tasks (id, environment, job_id, asset_id, position, kind, state, stage, progress, weight, attempt, max_attempts,
    worker_id, input, error_code, error_detail, correlation_id, created_at, enqueued_at, started_at, finished_at)
  SELECT 'tsk_' || substr(id, 5), environment, id, asset_id, 0,
    CASE kind WHEN 'fetch' THEN 'fetch' ELSE 'prepare' END,
    CASE state WHEN 'running' THEN 'queued' ELSE state END,
    stage, progress, 10, attempt, max_attempts, worker_id, input, error_code, error_detail, correlation_id, created_at,
    enqueued_at, started_at, finished_at
  FROM jobs;

ALTER TABLE jobs DROP COLUMN stage;
ALTER TABLE jobs DROP COLUMN attempt;
ALTER TABLE jobs DROP COLUMN max_attempts;
ALTER TABLE jobs DROP COLUMN worker_id;
ALTER TABLE jobs DROP COLUMN input;
ALTER TABLE jobs DROP COLUMN enqueued_at;
ALTER TABLE jobs DROP COLUMN lease_expires_at;
-- JSON: why everything is made as it is.
ALTER TABLE jobs ADD COLUMN plan TEXT;
-- Rises with every change of what the job's tasks have made.
ALTER TABLE jobs ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
-- However many requests find that an asset needs a job, it gets one.
CREATE UNIQUE INDEX jobs_open ON jobs (asset_id, kind) WHERE state IN ('queued', 'running');

ALTER TABLE assets DROP COLUMN playlist;
ALTER TABLE assets DROP COLUMN poster;
-- JSON: what goes with the asset, and where each file lies below output_prefix.
ALTER TABLE assets ADD COLUMN files TEXT NOT NULL DEFAULT '[]';
ALTER TABLE assets ADD COLUMN early_start TEXT;
-- JSON: ids of all renditions that there will be, best first; empty until it is known.
ALTER TABLE assets ADD COLUMN rendition_order TEXT NOT NULL DEFAULT '[]';
-- Revision of the job that the renditions and files were read from.
ALTER TABLE assets ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
UPDATE assets SET renditions = (
  SELECT json_group_array(json_set(value, '$.complete', json('true'), '$.language', NULL, '$.name', NULL,
    '$.channels', CASE value ->> 'kind' WHEN 'audio' THEN 2 END)) FROM json_each(assets.renditions)
) WHERE renditions <> '[]';

ALTER TABLE events ADD COLUMN task_id TEXT;

-- Prefixes in the bucket whose objects belong to nothing any more.
CREATE TABLE purges (
  prefix TEXT PRIMARY KEY,
  due_at INTEGER NOT NULL,
  passes_left INTEGER NOT NULL
) STRICT;
CREATE INDEX purges_by_time ON purges (due_at);
