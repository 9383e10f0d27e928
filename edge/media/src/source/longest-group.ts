import { type Box, eachBox, findBox, viewOf } from "../mp4-boxes.ts";

/** Runs of one duration, and keyframes, that are read: a day of pictures that all differ. */
const mostEntries = 8_000_000;

/**
 * The longest time from a keyframe to the next one, or to the end, in any video track.
 *
 * @param moov the whole box (ISO/IEC 14496-12, 8.2.1)
 * @returns seconds; null where the index does not list its pictures: it is damaged, or goes on in fragments
 */
export function longestGroupOf(moov: Uint8Array): number | null {
  try {
    const body = findBox(moov, "moov")?.body ?? new Uint8Array();
    const groups: number[] = [];
    for (const { type, body: trak } of eachBox(body)) {
      if (type === "mvex") return null;
      if (type !== "trak" || handlerOf(trak) !== "vide") continue;
      groups.push(longestOf(trak));
    }
    return groups.length === 0 ? null : Math.max(...groups);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function handlerOf(trak: Uint8Array): string {
  const body = findBox(trak, "mdia", "hdlr")?.body ?? new Uint8Array();
  return String.fromCharCode(...body.subarray(8, 12));
}

function longestOf(trak: Uint8Array): number {
  const timescale = timescaleOf(required(trak, "mdia", "mdhd"));
  const times = required(trak, "mdia", "minf", "stbl", "stts").body;
  const keyframes = findBox(trak, "mdia", "minf", "stbl", "stss")?.body;
  let sample = 0;
  let at = 0;
  let keyframeAt = 0;
  let longest = 0;
  let next = 0;
  const isKeyframe = keyframes && entriesOf(keyframes, 4);
  const runs = entriesOf(times, 8);
  for (let run = 0; run < runs.count; run++) {
    const count = runs.at(run, 0);
    const delta = runs.at(run, 4);
    // Without a list, every picture is a keyframe.
    if (isKeyframe === undefined) {
      if (count > 0) longest = Math.max(longest, delta);
      continue;
    }
    while (next < isKeyframe.count && isKeyframe.at(next, 0) - 1 < sample + count) {
      const key = at + (isKeyframe.at(next++, 0) - 1 - sample) * delta;
      longest = Math.max(longest, key - keyframeAt);
      keyframeAt = key;
    }
    sample += count;
    at += count * delta;
  }
  if (isKeyframe !== undefined) longest = Math.max(longest, at - keyframeAt);
  return longest / timescale;
}

function timescaleOf({ body }: Box): number {
  const view = viewOf(body);
  const timescale = view.getUint32(view.getUint8(0) === 1 ? 20 : 12);
  if (timescale === 0) throw new RangeError("a second has no ticks");
  return timescale;
}

function required(bytes: Uint8Array, ...path: readonly string[]): Box {
  const box = findBox(bytes, ...path);
  if (box === undefined) throw new RangeError(`there is no ${path.at(-1)}`);
  return box;
}

/** The table of a full box: after version and flags, how many entries there are, each of so many bytes. */
function entriesOf(body: Uint8Array, width: number) {
  const view = viewOf(body);
  const count = view.getUint32(4);
  if (count > mostEntries || 8 + width * count > body.byteLength) {
    throw new RangeError(`there are no ${count} entries`);
  }
  return { count, at: (index: number, offset: number) => view.getUint32(8 + width * index + offset) };
}
