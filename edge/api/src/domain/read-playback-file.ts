import { ApiError } from "./api-error.ts";
import { type AssetRecord, assetErrorOf } from "./asset-record.ts";
import type { StoredObject } from "./byte-ports.ts";
import { masterPlaylistName, posterName } from "./grant-urls.ts";
import { renderMasterPlaylist } from "./hls/master-playlist.ts";
import { playlistType } from "./hls/playlist-type.ts";
import { assetPrefix } from "./output-prefix.ts";
import type { Services } from "./ports.ts";
import { resolveGrant } from "./resolve-grant.ts";
import { playlistOf, tracksDirectory, tracksOf } from "./track-record.ts";

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
      throw new ApiError(
        "gone",
        error?.message ?? "This video was canceled before it was finished. Upload it again.",
      );
    }
    throw new ApiError("not_ready", "This video is still being prepared. Try again in a few seconds.", {
      retryAfterS: 2,
    });
  }
  if (input.path === masterPlaylistName) return masterPlaylist(services, asset);
  const object = input.path.split("/").includes("..")
    ? null
    : await services.objects.get(keyOf(asset, asset.output_prefix, input.path), input.range);
  if (object === null)
    throw new ApiError(
      "not_found",
      `The video has no file ${input.path}. Its ${masterPlaylistName} names what there is to play.`,
    );
  if (object === "not_satisfiable") {
    throw new ApiError(
      "range_not_satisfiable",
      "The range lies outside of the file. Ask for one within it: HEAD tells the size.",
    );
  }
  return object;
}

/** Where a file lies in the bucket; what has no name of its own is asked for by its path. */
function keyOf({ id, files }: AssetRecord, outputPrefix: string, name: string): string {
  if (name.startsWith(tracksDirectory)) return assetPrefix(id) + name;
  const file =
    files.find((candidate) => candidate.name === name) ??
    (name === posterName ? files.find(({ kind }) => kind === "poster") : undefined);
  return outputPrefix + (file === undefined ? name : file.directory + file.path);
}

/** Made anew each time: it names what there is by now. */
async function masterPlaylist(services: Services, asset: AssetRecord): Promise<StoredObject> {
  const uploaded = await services.tracks.listOfAsset(asset.id);
  const subtitles = tracksOf(asset, uploaded).map((track) => ({ ...track, uri: playlistOf(track) }));
  const bytes = new TextEncoder().encode(renderMasterPlaylist(asset.renditions, subtitles));
  return {
    body: new Blob([bytes]).stream(),
    size: bytes.byteLength,
    contentType: playlistType,
    etag: `"master-${asset.revision}-${uploaded.length}-${uploaded.at(-1)?.created_at ?? 0}"`,
    range: null,
  };
}
