type Bytes = AsyncIterable<Uint8Array>;

/**
 * Cuts a stream into slices of about `size` bytes, none of them empty; each is read to its end before the next one is
 * asked for. Where the stream fails, the slice ends in order, so that what came before is not lost, and the failure is
 * thrown in place of the next slice.
 */
export async function* slicesOf(stream: Bytes, size: number): AsyncGenerator<Bytes> {
  const chunks = stream[Symbol.asyncIterator]();
  const failures: unknown[] = [];
  let next = await chunks.next();

  async function* slice(): AsyncGenerator<Uint8Array> {
    for (let length = 0; !next.done && length < size; ) {
      length += next.value.byteLength;
      yield next.value;
      try {
        next = await chunks.next();
      } catch (error) {
        failures.push(error);
        return;
      }
    }
  }

  while (!next.done) {
    yield slice();
    if (failures.length > 0) throw failures[0];
  }
}
