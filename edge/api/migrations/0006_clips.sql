-- The asset that an asset is a part of. It may be deleted: the part has bytes of its own.
ALTER TABLE assets ADD COLUMN source_asset_id TEXT;
