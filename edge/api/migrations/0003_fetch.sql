-- Where an asset's source was fetched from, as it may be shown.
ALTER TABLE assets ADD COLUMN source_url TEXT;
-- JSON: what a job needs besides its asset. A fetch has the whole address, which may hold a secret.
ALTER TABLE jobs ADD COLUMN input TEXT;
