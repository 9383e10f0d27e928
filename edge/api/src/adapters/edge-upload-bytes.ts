import { ApiError } from "../domain/api-error.ts";
import type { ObjectStore, SourcePart, UploadBytes } from "../domain/byte-ports.ts";
import { slicesOf } from "../domain/slices-of.ts";
import type { UploadObject } from "./upload-object.ts";

/** Bytes that arrived at the Worker: parts in the bucket, each upload's with a Durable Object that knows them. */
export function edgeUploadBytes(
  namespace: DurableObjectNamespace<UploadObject>,
  objects: ObjectStore,
): UploadBytes {
  return {
    async read(uploadId, { start, end, follow }) {
      const owner = namespace.getByName(uploadId);
      const { parts, state } = await owner.growth(null);
      if (state === "gone")
        throw new ApiError("gone", "The bytes of this upload were removed. Upload the file again.");
      const received = sizeOf(parts);
      const isFollowed = follow && state === "growing";
      const from = start < 0 ? Math.max(0, received + start) : start;
      const to = isFollowed ? (end ?? Number.POSITIVE_INFINITY) : Math.min(end ?? received, received);
      if (from >= to) {
        throw new ApiError(
          "range_not_satisfiable",
          `The source has ${received} bytes; ask for a range within them.`,
        );
      }
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      void pump(writable, isFollowed ? followed(parts, from, to) : [{ parts, start: from, end: to }]);
      return {
        body: readable,
        range: { start: from, end: isFollowed ? null : to },
        sizeBytes: isFollowed ? null : received,
      };

      /** The stretches of a growing source, as they come. */
      async function* followed(known: SourcePart[], first: number, last: number) {
        let next = first;
        let growth: { parts: SourcePart[]; state: string } = { parts: known, state: "growing" };
        for (;;) {
          if (growth.state === "gone") throw new Error("the upload was given up while it was read");
          const available = Math.min(last, sizeOf(growth.parts));
          if (available > next) {
            yield { parts: growth.parts, start: next, end: available };
            next = available;
          }
          if (next >= last || growth.state === "complete") return;
          growth = await owner.growth(sizeOf(growth.parts));
        }
      }
    },
    discard: (uploadId) => namespace.getByName(uploadId).discard(),
  };

  async function pump(
    writable: WritableStream<Uint8Array>,
    stretches: AsyncIterable<Stretch> | Iterable<Stretch>,
  ): Promise<void> {
    try {
      for await (const { parts, start, end } of stretches) {
        for (const slice of slicesOf(parts, { start, end })) {
          const object = await objects.get(slice.key, slice);
          if (object === null || object === "not_satisfiable") {
            throw new Error(`part ${slice.key} of the source is missing`);
          }
          await object.body.pipeTo(writable, { preventClose: true, preventAbort: true });
        }
      }
      await writable.close();
    } catch (error) {
      await writable.abort(error).catch(() => undefined);
    }
  }
}

/** Bytes from `start` to `end`, which these parts hold. */
interface Stretch {
  readonly parts: readonly SourcePart[];
  readonly start: number;
  readonly end: number;
}

function sizeOf(parts: readonly SourcePart[]): number {
  const last = parts.at(-1);
  return last === undefined ? 0 : last.offset + last.size;
}
