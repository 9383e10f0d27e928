import { readIndex } from "./read-index.ts";
import type { MediaExtent } from "./sniff-head.ts";
import { turnIndex } from "./turn-index.ts";

/** A file as it reads with its index moved in front of its media. */
export interface TurnedSource extends MediaExtent {
  /** The `moov` box for that place. */
  readonly index: Uint8Array;
}

/**
 * Finds the index behind a file's media, so that the media can be read as they come.
 *
 * @param ahead the file from `indexFrom` on
 * @returns null where there is none that could be moved
 */
export async function turnAround(
  ahead: AsyncIterable<Uint8Array>,
  { mediaFrom, indexFrom }: MediaExtent,
): Promise<TurnedSource | null> {
  const moov = await readIndex(ahead);
  const index = moov && turnIndex(moov, { mediaFrom, indexFrom });
  return index && { index, mediaFrom, indexFrom };
}
