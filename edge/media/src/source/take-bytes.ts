/** Bytes that come in pieces of any length, taken in pieces of a wanted length. Disposed, it wants no more. */
export interface ByteTaker extends AsyncDisposable {
  /** Null when there are not as many. */
  take(length: number): Promise<Uint8Array | null>;
  /** Whether there were as many. */
  skip(length: number): Promise<boolean>;
}

export function takeBytes(chunks: AsyncIterable<Uint8Array>): ByteTaker {
  const iterator = chunks[Symbol.asyncIterator]();
  let left: Uint8Array = new Uint8Array();

  /** The next bytes, `length` at most, without a copy; null at the end. */
  async function some(length: number): Promise<Uint8Array | null> {
    while (left.byteLength === 0) {
      const { done, value } = await iterator.next();
      if (done) return null;
      left = value;
    }
    const piece = left.subarray(0, length);
    left = left.subarray(piece.byteLength);
    return piece;
  }

  async function through(length: number, use: (piece: Uint8Array) => void): Promise<boolean> {
    for (let missing = length; missing > 0; ) {
      const piece = await some(missing);
      if (piece === null) return false;
      use(piece);
      missing -= piece.byteLength;
    }
    return true;
  }

  return {
    async take(length) {
      const pieces: Uint8Array[] = [];
      // As much as there is, whatever length was claimed.
      return (await through(length, (piece) => pieces.push(piece))) ? Buffer.concat(pieces) : null;
    },
    skip: (length) => through(length, () => undefined),
    async [Symbol.asyncDispose]() {
      await iterator.return?.();
    },
  };
}
