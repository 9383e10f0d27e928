-- What an upload may be, and where its bytes arrive.
ALTER TABLE uploads ADD COLUMN ingest TEXT NOT NULL DEFAULT 'edge';
-- JSON array of types; null for anything.
ALTER TABLE uploads ADD COLUMN allowed_types TEXT;
ALTER TABLE uploads ADD COLUMN cors_origin TEXT;
ALTER TABLE uploads ADD COLUMN token_lifetime_s INTEGER NOT NULL DEFAULT 3600;
ALTER TABLE uploads ADD COLUMN timeout_s INTEGER NOT NULL DEFAULT 86400;
