/** A box of ISO/IEC 14496-12: its type and where its content lies in the bytes it was read from. */
interface IsoBox {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Lists the boxes between `start` and `end`.
 *
 * @throws RangeError when a box does not fit
 */
export function listBoxes(bytes: Uint8Array, start = 0, end = bytes.byteLength): IsoBox[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: IsoBox[] = [];
  for (let at = start; at < end; ) {
    if (at + 8 > end) throw new RangeError(`${end - at} stray bytes after the last box`);
    const size = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const large = size === 1;
    const length = large ? Number(view.getBigUint64(at + 8)) : size === 0 ? end - at : size;
    const header = large ? 16 : 8;
    if (length < header || at + length > end) throw new RangeError(`box ${type} does not fit`);
    boxes.push({ type, start: at + header, end: at + length });
    at += length;
  }
  return boxes;
}

/** Content of the first box at the end of `path`; null when there is none. */
export function boxContent(bytes: Uint8Array, ...path: readonly string[]): Uint8Array | null {
  let content = bytes;
  for (const type of path) {
    const box = listBoxes(content).find((candidate) => candidate.type === type);
    if (box === undefined) return null;
    content = content.subarray(box.start, box.end);
  }
  return content;
}
