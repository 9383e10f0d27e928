// The floor of the edge's ingest: reads a body and puts the same parts into the same bucket, as fast as a Worker can, and
// does nothing else. The next part is read while the last one is put, as the product does. It also shows what the bucket
// holds, so that the bytes which the product stored can be compared.
const partSize = 4 * 1024 * 1024;
const readSize = 256 * 1024;

/**
 * @typedef {object} Bucket of R2, as far as it is used here
 * @property {(options: { prefix: string, limit: number }) => Promise<{ objects: { key: string }[], truncated: boolean }>} list
 * @property {(keys: string[]) => Promise<void>} delete
 * @property {(key: string) => Promise<Response | null>} get
 * @property {(key: string, bytes: Uint8Array) => Promise<unknown>} put
 */

/**
 * The bytes of all objects under a prefix, in the order of their keys.
 *
 * @param {Bucket} bucket
 * @param {string} prefix
 */
async function* readUnder(bucket, prefix) {
  const { objects, truncated } = await bucket.list({ prefix, limit: 1000 });
  if (truncated) throw new Error(`too many objects under ${prefix}`);
  for (const { key } of objects) {
    const object = await bucket.get(key);
    if (object !== null) yield new Uint8Array(await object.arrayBuffer());
  }
}

export default {
  /**
   * @param {Request} request
   * @param {{ BUCKET: Bucket }} env
   */
  async fetch(request, { BUCKET }) {
    const { pathname } = new URL(request.url);
    if (request.method === "GET") {
      const parts = readUnder(BUCKET, pathname.slice(1));
      const body = new ReadableStream({
        async pull(controller) {
          const { done, value } = await parts.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
      });
      return new Response(body);
    }
    const prefix = `floor${pathname}/`;
    if (request.method === "DELETE") {
      for (;;) {
        const { objects, truncated } = await BUCKET.list({ prefix, limit: 1000 });
        if (objects.length > 0) await BUCKET.delete(objects.map(({ key }) => key));
        if (!truncated) return new Response(null, { status: 204 });
      }
    }
    if (request.body === null) return new Response(null, { status: 400 });
    const reader = request.body.getReader({ mode: "byob" });
    let scratch = new Uint8Array(readSize);
    let [current, spare] = [new Uint8Array(partSize), new Uint8Array(partSize)];
    let filled = 0;
    let offset = 0;
    /** @type {Promise<unknown>} */
    let putting = Promise.resolve();
    const put = async () => {
      await putting;
      putting = BUCKET.put(prefix + String(offset).padStart(16, "0"), current.subarray(0, filled));
      offset += filled;
      filled = 0;
      [current, spare] = [spare, current];
    };
    for (;;) {
      const { done, value } = await reader.read(scratch);
      if (done) break;
      for (let at = 0; at < value.byteLength; ) {
        const piece = value.subarray(at, at + partSize - filled);
        current.set(piece, filled);
        filled += piece.byteLength;
        at += piece.byteLength;
        if (filled === partSize) await put();
      }
      scratch = new Uint8Array(value.buffer);
    }
    if (filled > 0) await put();
    await putting;
    return new Response(null, { status: 204, headers: { "upload-offset": String(offset) } });
  },
};
