import type { Box } from "../mp4-boxes.ts";
import { chunkLengths } from "./chunk-lengths.ts";
import { type ChunkOffsets, chunkOffsets } from "./chunk-offsets.ts";
import { indexBoxes } from "./index-boxes.ts";
import type { MediaExtent } from "./sniff-head.ts";

interface Track {
  readonly offsets: ChunkOffsets;
  /** Bytes of each chunk. */
  readonly lengths: Float64Array;
}

/** Of the header of the media's box, at least. */
const headerBytes = 8;
const mostTracks = 64;
/** In all tracks: one for every picture and every bit of sound of most of a day. */
const mostChunks = 4_000_000;
/** An index that is compressed, goes on in fragments, names other files, or has offsets of other things. */
const foreign = new Set(["cmov", "mvex", "rmra", "saio"]);

/**
 * Rewrites an index that comes after its media for the place in front of them: every chunk's offset grows by the index's own length.
 *
 * @param moov the whole box
 * @returns null where that would not do: the index is damaged or of an odd kind, or it names chunks that are not within the media or cannot
 *   be read one after the other
 */
export function turnIndex(moov: Uint8Array, media: MediaExtent): Uint8Array | null {
  const turned = new Uint8Array(moov);
  try {
    const tracks = readTracks(turned);
    checkReadable(tracks, media);
    for (const { offsets } of tracks) offsets.shift(turned.byteLength);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  return turned;
}

function readTracks(moov: Uint8Array): Track[] {
  const children = childrenOf(only(childrenOf(moov), "moov"));
  const found = children.filter(({ type }) => type === "trak");
  if (found.length > mostTracks) throw new RangeError(`there are ${found.length} tracks`);
  let chunks = 0;
  return found.map((trak) => {
    const media = childrenOf(only(childrenOf(trak), "mdia"));
    const tables = childrenOf(only(childrenOf(only(media, "minf")), "stbl"));
    const offsets = chunkOffsets(only(tables, "stco", "co64"));
    chunks += offsets.count;
    if (chunks > mostChunks) throw new RangeError(`there are ${chunks} chunks and more`);
    return { offsets, lengths: chunkLengths(only(tables, "stsc"), only(tables, "stsz"), offsets.count) };
  });
}

/** ffmpeg does not go back in what comes by a pipe: what one track has must lie in its order, and no two chunks in one place. */
function checkReadable(tracks: readonly Track[], { mediaFrom, indexFrom }: MediaExtent): void {
  const count = tracks.reduce((sum, { offsets }) => sum + offsets.count, 0);
  if (count === 0) throw new RangeError("there are no chunks");
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  let at = 0;
  for (const { offsets, lengths } of tracks) {
    let end = mediaFrom + headerBytes;
    for (const [index, length] of lengths.entries()) {
      const start = offsets.at(index);
      if (start < end || start + length > indexFrom) throw new RangeError(`a chunk is at ${start}`);
      end = start + length;
      starts[at] = start;
      ends[at++] = end;
    }
  }
  starts.sort();
  ends.sort();
  // As many have ended before each one as have started.
  for (let index = 1; index < count; index++) {
    if ((ends[index - 1] ?? 0) > (starts[index] ?? 0)) throw new RangeError("chunks overlap");
  }
}

function childrenOf(parent: Uint8Array | Box): Box[] {
  const boxes = indexBoxes(parent);
  const odd = boxes.find(({ type }) => foreign.has(type));
  if (odd) throw new RangeError(`there is ${odd.type}`);
  return boxes;
}

function only(boxes: readonly Box[], ...types: readonly string[]): Box {
  const [box, other] = boxes.filter(({ type }) => types.includes(type));
  if (box === undefined || other !== undefined)
    throw new RangeError(`there is not one ${types.join(" or ")}`);
  return box;
}
