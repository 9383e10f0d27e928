import { ApiError } from "./api-error.ts";
import { type AssetRecord, assetErrorOf } from "./asset-record.ts";
import { masterPlaylistName, posterName } from "./grant-urls.ts";
import { renderMasterPlaylist } from "./hls/master-playlist.ts";
import type { Services, StoredObject } from "./ports.ts";
import { resolveGrant } from "./resolve-grant.ts";

interface Input {
  readonly grant: string;
  readonly path: string;
  readonly range?: { start: number; end: number | null };
}

/**
 * One file of an asset, for whoever holds the grant.
 *
 * @throws ApiError as `resolveGrant`, and `not_ready`, `gone`, `not_found`, `range_not_satisfiable`
 */
export async function readPlaybackFile(services: Services, input: Input): Promise<StoredObject> {
  const asset = await resolveGrant(services, input.grant);
  if (asset.output_prefix === null) {
    if (asset.state === "failed" || asset.state === "canceled") {
      const error = assetErrorOf(asset.error_code);
      throw new ApiError("gone", error?.message ?? "This video was canceled before it was finished.");
    }
    throw new ApiError("not_ready", "This video is still being prepared. Try again in a few seconds.", {
      retryAfterS: 2,
    });
  }
  if (input.path === masterPlaylistName) return masterPlaylist(asset);
  const object = input.path.split("/").includes("..")
    ? null
    : await services.objects.get(asset.output_prefix + pathOf(asset, input.path), input.range);
  if (object === null) throw new ApiError("not_found", `The video has no file ${input.path}.`);
  if (object === "not_satisfiable") {
    throw new ApiError("range_not_satisfiable", "The range lies outside of the file.");
  }
  return object;
}

/** Where a file lies below the output prefix; what has no name of its own is asked for by its path. */
function pathOf({ files }: AssetRecord, name: string): string {
  const file =
    files.find((candidate) => candidate.name === name) ??
    (name === posterName ? files.find(({ kind }) => kind === "poster") : undefined);
  return file === undefined ? name : file.directory + file.path;
}

/** Made anew each time: it names what there is by now. */
function masterPlaylist({ renditions, revision }: AssetRecord): StoredObject {
  const bytes = new TextEncoder().encode(renderMasterPlaylist(renditions));
  return {
    body: new Blob([bytes]).stream(),
    size: bytes.byteLength,
    contentType: "application/vnd.apple.mpegurl",
    etag: `"master-${revision}"`,
    range: null,
  };
}
