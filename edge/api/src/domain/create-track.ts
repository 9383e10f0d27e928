import {
  CaptionsError,
  cuesToSegments,
  type NormalizedCaptions,
  normalizeCaptions,
  renderSubtitlePlaylist,
} from "@firstframe/captions";
import type { createTrack as schema, Track } from "@firstframe/contract";
import type { z } from "zod";
import { ApiError } from "./api-error.ts";
import type { AssetRecord } from "./asset-record.ts";
import { executePurges } from "./execute-purges.ts";
import { playlistType } from "./hls/playlist-type.ts";
import { assetPrefix } from "./output-prefix.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";
import { captionsName, type TrackRecord, trackDirectory, trackName, tracksOf } from "./track-record.ts";

const maximumTracks = 100;
/** Time to write a track's files, in ms: what was not finished by then is removed. */
const writingTime = 10 * 60_000;
const vttType = "text/vtt; charset=utf-8";

/**
 * Adds a text track to an asset: the next player that loads the video offers it.
 *
 * Its files are to be removed until the track is there, so that nothing is left behind by whoever dies in between.
 *
 * @throws ApiError `captions_invalid`, with the line at fault; `conflict` for a track that the asset has, or an asset that ended
 */
export async function createTrack(
  services: Services,
  asset: AssetRecord,
  input: z.output<typeof schema>,
): Promise<Track> {
  const captions = read(input.content);
  const { changes, clock, makeId } = services;
  const { kind, language, name = trackName(kind, language) } = input;
  await checkRoom(services, asset, { kind, language, name });
  const track: TrackRecord = {
    id: makeId("track"),
    asset_id: asset.id,
    ...{ kind, language, name },
    is_default: input.default,
    forced: input.forced,
    size_bytes: new TextEncoder().encode(captions.vtt).byteLength,
    created_at: clock(),
  };
  const answer = tracksOf({ ...asset, files: [] }, [track])[0] as Track;
  const prefix = assetPrefix(asset.id) + trackDirectory(track.id);
  await changes.commit([{ kind: "purge", prefix, dueAt: clock() + writingTime }]);
  await writeFiles(services, prefix, captions, asset.duration_ms);
  try {
    await changes.commit(
      [
        { kind: "keep", prefix },
        { kind: "create_track", track },
      ],
      { answer },
    );
  } catch (error) {
    if (!(error instanceof StaleStateError)) throw error;
    await changes.commit([{ kind: "purge", prefix, dueAt: clock() }]);
    await executePurges(services);
    await checkRoom(services, asset, track);
    throw new ApiError(
      "conflict",
      "The asset has ended without a video meanwhile. Add the track to another one.",
    );
  }
  return answer;
}

function read(content: string): NormalizedCaptions {
  try {
    return normalizeCaptions(new TextEncoder().encode(content), { filename: "" });
  } catch (error) {
    if (!(error instanceof CaptionsError)) throw error;
    throw new ApiError(
      "captions_invalid",
      `${error.message}. Correct the file, or export it again as WebVTT or SRT.`,
      {
        errors: [{ field: "content", message: error.message }],
        cause: error,
      },
    );
  }
}

async function checkRoom(
  { assets, tracks }: Services,
  { id }: AssetRecord,
  { kind, language, name }: Pick<TrackRecord, "kind" | "language" | "name">,
): Promise<void> {
  const state = (await assets.find(id))?.state;
  if (state === undefined || state === "failed" || state === "canceled") {
    throw new ApiError("conflict", "The asset has ended without a video. Add the track to another one.");
  }
  const existing = await tracks.listOfAsset(id);
  if (existing.some((track) => track.kind === kind && track.language === language && track.name === name)) {
    throw new ApiError(
      "conflict",
      `The asset has ${kind} in ${language} called «${name}». Delete them first, or give these another name.`,
    );
  }
  if (existing.length >= maximumTracks) {
    throw new ApiError("conflict", `An asset may have ${maximumTracks} tracks. Delete one first.`);
  }
}

async function writeFiles(
  { objects }: Services,
  prefix: string,
  { vtt, cues }: NormalizedCaptions,
  durationMs: number | null,
): Promise<void> {
  const put = async (name: string, content: string, contentType: string) => {
    const bytes = new TextEncoder().encode(content);
    await objects.put(prefix + name, bytes, { size: bytes.byteLength, contentType });
  };
  const segments = cuesToSegments(cues, durationMs === null ? null : durationMs / 1000).map(
    (segment, index) => ({ ...segment, name: `${String(index).padStart(5, "0")}.vtt` }),
  );
  await put(captionsName, vtt, vttType);
  for (const segment of segments) await put(segment.name, segment.vtt, vttType);
  await put("playlist.m3u8", renderSubtitlePlaylist(segments), playlistType);
}
