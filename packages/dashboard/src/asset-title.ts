import type { Asset } from "@firstframe/contract";

/** What people call an asset: the title given to it, else the file's name, else its id cut short. */
export function assetTitle(asset: Pick<Asset, "id" | "metadata" | "source">): string {
  return asset.metadata["title"] || asset.source.filename || shortId(asset.id);
}

/** An id as far as it helps to recognise it: `ast_3f8k…x2`. */
export function shortId(id: string): string {
  return id.length > 14 ? `${id.slice(0, 8)}…${id.slice(-2)}` : id;
}
