import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProducedRendition, TaskResult } from "@firstframe/contract";

/** A rendition that several tasks made parts of. */
export interface JoinedRendition extends ProducedRendition {
  /** Hashes of its initialization segments: one, if the parts fit together. */
  readonly inits: readonly string[];
  /** Whether each part starts where the one before ends, the first at 0. */
  readonly isGapless: boolean;
  /** Seconds. */
  readonly durationS: number;
}

/** Joins the parts of every rendition as the API does, and writes a playlist of each among the outputs. */
export async function joinParts(outputs: string, results: readonly TaskResult[]): Promise<JoinedRendition[]> {
  const parts = results.flatMap((result) => ("renditions" in result ? result.renditions : []));
  const ids = [...new Set(parts.map(({ id }) => id))];
  const order = results.flatMap((result) => (result.kind === "prepare" ? result.rendition_order : []));
  const joined = ids.map((id) => joinRendition(parts.filter((part) => part.id === id)));
  for (const rendition of joined) {
    await writeFile(join(outputs, rendition.id, "playlist.m3u8"), playlistOf(rendition));
  }
  return joined.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

function joinRendition(parts: readonly ProducedRendition[]): JoinedRendition {
  const [first, ...others] = parts.toSorted((a, b) => a.first_segment - b.first_segment);
  if (first === undefined) throw new RangeError("there are no parts");
  let segments = first.segments;
  let isGapless = first.first_segment === 0;
  for (const part of others) {
    isGapless &&= part.first_segment === segments.length;
    segments = [...segments, ...part.segments];
  }
  return {
    ...first,
    segments,
    complete: parts.every(({ complete }) => complete),
    inits: [...new Set(parts.map(({ init_sha256 }) => init_sha256))],
    isGapless,
    durationS: segments.reduce((sum, [durationS]) => sum + durationS, 0),
  };
}

function playlistOf({ segments }: ProducedRendition): string {
  const longest = Math.max(...segments.map(([durationS]) => durationS));
  return [
    ...["#EXTM3U", "#EXT-X-VERSION:7", `#EXT-X-TARGETDURATION:${Math.ceil(longest)}`],
    ...["#EXT-X-PLAYLIST-TYPE:VOD", '#EXT-X-MAP:URI="init.mp4"'],
    ...segments.flatMap(([durationS], index) => [
      `#EXTINF:${durationS.toFixed(6)},`,
      `${String(index).padStart(5, "0")}.m4s`,
    ]),
    ...["#EXT-X-ENDLIST", ""],
  ].join("\n");
}
