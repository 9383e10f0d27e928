/** A box of ISO/IEC 14496-12. */
export interface Box {
  readonly type: string;
  /** What follows the header. */
  readonly body: Uint8Array;
}

/**
 * The boxes in `bytes`, one after the other.
 *
 * @throws RangeError when one does not fit
 */
export function readBoxes(bytes: Uint8Array): Box[] {
  return [...eachBox(bytes)];
}

/** As {@link readBoxes}, for bytes that may hold more boxes than anybody wants in memory. */
export function* eachBox(bytes: Uint8Array): Generator<Box> {
  const view = viewOf(bytes);
  for (let offset = 0; offset + 8 <= bytes.byteLength; ) {
    let length = view.getUint32(offset);
    let header = 8;
    if (length === 1) {
      length = Number(view.getBigUint64(offset + 8));
      header = 16;
    } else if (length === 0) {
      length = bytes.byteLength - offset;
    }
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    if (length < header || offset + length > bytes.byteLength) {
      throw new RangeError(`box ${type} of ${length} bytes does not fit`);
    }
    yield { type, body: bytes.subarray(offset + header, offset + length) };
    offset += length;
  }
}

/** The first box at the end of `path`, each name being a child of the one before; undefined when there is none. */
export function findBox(bytes: Uint8Array, ...path: readonly string[]): Box | undefined {
  let found: Box | undefined;
  let within = bytes;
  for (const type of path) {
    found = readBoxes(within).find((box) => box.type === type);
    if (found === undefined) return undefined;
    within = found.body;
  }
  return found;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
