import { ApiError } from "../domain/api-error.ts";
import type { UploadBytes } from "../domain/byte-ports.ts";
import type { Log } from "../domain/ports.ts";

/** Bytes that arrived at the media worker: files on its volume, read and removed over its HTTP interface. */
export function workerUploadBytes(
  fetchWorker: (request: Request) => Promise<Response>,
  options: { url: string; secret: string; log: Log },
): UploadBytes {
  const unreachable = (reason: unknown) =>
    new ApiError(
      "overloaded",
      "The media worker that keeps the file cannot be reached right now. Try again in some seconds.",
      { retryAfterS: 5, cause: reason },
    );
  const call = (method: string, path: string) =>
    fetchWorker(
      new Request(`${options.url}/uploads/${path}`, {
        method,
        headers: { authorization: `Bearer ${options.secret}` },
      }),
    );
  return {
    async read(uploadId, { start, end, follow }) {
      const query = new URLSearchParams({ start: String(start), follow: String(follow) });
      if (end !== null) query.set("end", String(end));
      const response = await call("GET", `${uploadId}/bytes?${query}`).catch((error: unknown) => {
        throw unreachable(error);
      });
      if (response.status === 404 || response.status === 410) {
        throw new ApiError("gone", "The bytes of this upload were removed. Upload the file again.");
      }
      const size = Number(response.headers.get("x-source-size"));
      if (response.status === 416) {
        throw new ApiError(
          "range_not_satisfiable",
          `The source has ${size} bytes; ask for a range within them.`,
        );
      }
      if (!response.ok || response.body === null) {
        throw unreachable(`the media worker answered ${response.status} for the source of ${uploadId}`);
      }
      const length = response.headers.get("content-length");
      const from = start < 0 ? Math.max(0, size + start) : start;
      return {
        body: response.body,
        range: { start: from, end: length === null ? null : from + Number(length) },
        sizeBytes: length === null ? null : size,
      };
    },
    async discard(uploadId) {
      const fault = await call("DELETE", uploadId).then(
        async (response) => {
          await response.body?.cancel();
          return response.ok ? null : `it answered ${response.status}`;
        },
        (error: unknown) => String(error),
      );
      if (fault === null) return;
      // A worker that cannot be reached learns it from the answer to its next report: it makes one when it starts, and every hour.
      const fields = { upload_id: uploadId, error: fault };
      options.log("warn", "the media worker did not remove an upload yet", fields);
    },
  };
}
