import { type Box, viewOf } from "../mp4-boxes.ts";
import { indexBoxes } from "./index-boxes.ts";

/** More is a negative number of old writers, which players mend each in their way. */
const longestPicture = 0x7fffffff;

/**
 * The longest time from a keyframe to the next one, or to the end, in a track.
 *
 * @param moov the whole box (ISO/IEC 14496-12, 8.2.1)
 * @param trackId as its header has it
 * @returns seconds; null where the index does not list the track's pictures: it is damaged, or goes on in fragments
 */
export function longestGroupOf(moov: Uint8Array, trackId: number): number | null {
  try {
    const boxes = indexBoxes(required(moov, "moov"));
    if (boxes.some(({ type }) => type === "mvex")) return null;
    const track = boxes.find((box) => box.type === "trak" && idOf(box) === trackId);
    return track === undefined ? null : longestOf(track);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function idOf(trak: Box): number {
  const view = viewOf(required(trak, "tkhd").body);
  return view.getUint32(view.getUint8(0) === 1 ? 20 : 12);
}

function longestOf(trak: Box): number {
  const timescale = timescaleOf(required(trak, "mdia", "mdhd"));
  const tables = required(trak, "mdia", "minf", "stbl");
  const times = required(tables, "stts").body;
  let sample = 0;
  let at = 0;
  let keyframeAt = 0;
  let longest = 0;
  let next = 0;
  const listed = find(tables, "stss")?.body;
  const keys = listed && entriesOf(listed, 4);
  if (keys?.count === 0) throw new RangeError("no keyframe is listed");
  const runs = entriesOf(times, 8);
  for (let run = 0; run < runs.count; run++) {
    const count = runs.at(run, 0);
    const delta = runs.at(run, 4);
    if (delta > longestPicture) throw new RangeError(`a picture lasts for ${delta}`);
    // Without a list, every picture is a keyframe.
    if (keys === undefined) {
      if (count > 0) longest = Math.max(longest, delta);
      continue;
    }
    while (next < keys.count && keys.at(next, 0) - 1 < sample + count) {
      const key = at + (keys.at(next++, 0) - 1 - sample) * delta;
      longest = Math.max(longest, key - keyframeAt);
      keyframeAt = key;
    }
    sample += count;
    at += count * delta;
  }
  if (keys !== undefined) longest = Math.max(longest, at - keyframeAt);
  return longest / timescale;
}

function timescaleOf({ body }: Box): number {
  const view = viewOf(body);
  const timescale = view.getUint32(view.getUint8(0) === 1 ? 20 : 12);
  if (timescale === 0) throw new RangeError("a second has no ticks");
  return timescale;
}

function required(within: Uint8Array | Box, ...path: readonly string[]): Box {
  const box = find(within, ...path);
  if (box === undefined) throw new RangeError(`there is no ${path.at(-1)}`);
  return box;
}

function find(within: Uint8Array | Box, ...path: readonly string[]): Box | undefined {
  const [type, ...rest] = path;
  const box = indexBoxes(within).find((child) => child.type === type);
  return box && rest.length > 0 ? find(box, ...rest) : box;
}

/** The table of a full box: after version and flags, how many entries there are, each of so many bytes. */
function entriesOf(body: Uint8Array, width: number) {
  const view = viewOf(body);
  const count = view.getUint32(4);
  if (8 + width * count > body.byteLength) throw new RangeError(`there are no ${count} entries`);
  return { count, at: (index: number, offset: number) => view.getUint32(8 + width * index + offset) };
}
