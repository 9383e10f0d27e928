import { changed, tooLarge } from "./read-answer.ts";

interface Expected {
  /** Of the first byte that is wanted, in the file. */
  readonly offset: number;
  /** Bytes of the body that come before it. */
  readonly skip: number;
  /** Of the whole file; null where nobody told. */
  readonly size: number | null;
  readonly maximumSize: number;
}

/**
 * The bytes of a body that are still wanted, and no more than there may be, whatever the server told of the length.
 *
 * @param onReceived told of every chunk before it goes on: its bytes, those passed over included, and where in the file it ends
 * @throws MediaError `source_too_large`, `source_fetch_changed`; Error for a body that ends early
 */
export async function* remainingBytes(
  body: AsyncIterable<Uint8Array>,
  { offset, skip, size, maximumSize }: Expected,
  onReceived: (bytes: number, end: number) => void,
): AsyncGenerator<Uint8Array> {
  let toSkip = skip;
  let end = offset;
  for await (const chunk of body) {
    const rest = chunk.subarray(Math.min(toSkip, chunk.byteLength));
    toSkip -= chunk.byteLength - rest.byteLength;
    end += rest.byteLength;
    if (end > maximumSize) throw tooLarge(maximumSize);
    if (size !== null && end > size) throw changed();
    onReceived(chunk.byteLength, end);
    if (rest.byteLength > 0) yield rest;
  }
  if (toSkip > 0) throw changed();
  if (size !== null && end < size) throw new Error(`the file ended after ${end} of ${size} bytes`);
}
