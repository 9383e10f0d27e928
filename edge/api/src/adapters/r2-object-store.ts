import type { ObjectStore } from "../domain/byte-ports.ts";

/** As many keys as one call takes. */
const deleteBatch = 1000;

/** Objects in an R2 bucket. */
export function r2ObjectStore(bucket: R2Bucket): ObjectStore {
  return {
    async get(key, range) {
      let object: R2ObjectBody | R2Object | null;
      try {
        object = await bucket.get(key, range ? { range: toR2Range(range) } : {});
      } catch (error) {
        // R2 answers a range outside of the object with error 10039.
        if (error instanceof Error && /10039|range/i.test(error.message)) return "not_satisfiable";
        throw error;
      }
      if (object === null || !("body" in object)) return null;
      return {
        body: object.body,
        size: object.size,
        contentType: object.httpMetadata?.contentType ?? null,
        etag: object.httpEtag,
        range: range && object.range ? toByteRange(object.range, object.size) : null,
      };
    },
    async put(key, body, { size, contentType }) {
      const httpMetadata = { contentType };
      if (body instanceof Uint8Array) {
        await bucket.put(key, body, { httpMetadata });
        return;
      }
      // R2 wants to know the length of a stream beforehand, and fails when it turns out otherwise.
      const { readable, writable } = new FixedLengthStream(size);
      await Promise.all([body.pipeTo(writable), bucket.put(key, readable, { httpMetadata })]);
    },
    async replace(key, write) {
      for (;;) {
        const existing = await bucket.head(key);
        const next = write(existing?.customMetadata ?? null);
        if (next === null) return;
        const written = await bucket.put(key, next.body, {
          httpMetadata: { contentType: next.contentType },
          customMetadata: { ...next.metadata },
          onlyIf: existing === null ? { etagDoesNotMatch: "*" } : { etagMatches: existing.etag },
        });
        if (written !== null) return;
      }
    },
    async list(prefix) {
      const keys: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await bucket.list({ prefix, ...(cursor === undefined ? {} : { cursor }) });
        keys.push(...page.objects.map(({ key }) => key));
        if (!page.truncated) return keys;
        cursor = page.cursor;
      }
    },
    async delete(keys) {
      for (let i = 0; i < keys.length; i += deleteBatch) await bucket.delete(keys.slice(i, i + deleteBatch));
    },
    async deleteUnder(prefix) {
      let count = 0;
      for (;;) {
        const { objects, truncated } = await bucket.list({ prefix, limit: deleteBatch });
        if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
        count += objects.length;
        if (!truncated) return count;
      }
    },
  };
}

function toR2Range({ start, end }: { start: number; end: number | null }): R2Range {
  if (start < 0) return { suffix: -start };
  return end === null ? { offset: start } : { offset: start, length: end - start };
}

function toByteRange(range: R2Range, size: number): { start: number; end: number } {
  // workerd names every field, with undefined for those that do not apply.
  if ("suffix" in range && range.suffix !== undefined)
    return { start: Math.max(0, size - range.suffix), end: size };
  const { offset = 0, length = size - offset } = range as { offset?: number; length?: number };
  return { start: offset, end: Math.min(size, offset + length) };
}
