import { fingerprint } from "./fingerprint.ts";
import type { UploadEndpoint } from "./request-grant.ts";
import { sendUpload } from "./send-upload.ts";
import { sleep } from "./sleep.ts";
import { terminateByTus } from "./tus-transport.ts";
import { browserUploadClaims } from "./upload-claims.ts";
import { type QueueDependencies, UploadQueue } from "./upload-queue.ts";
import { lazyRecords } from "./upload-records.ts";

type BrowserQueueOptions = Pick<
  QueueDependencies,
  "endpoint" | "strings" | "parallel" | "streams" | "onChange" | "onPause"
>;

/** A queue with everything that a browser brings. */
export function browserQueue(options: BrowserQueueOptions): UploadQueue {
  const scope = () => scopeOf(options.endpoint());
  let made = 0;
  return new UploadQueue({
    ...options,
    send: sendUpload,
    terminate: terminateByTus,
    fetch: (...request) => fetch(...request),
    // Typed as always there, but missing on pages that are not served securely.
    fingerprint: (file) => fingerprint(file, crypto.subtle),
    records: lazyRecords(async () => {
      const { indexedDbRecords } = await import("./indexed-db-records.ts");
      return indexedDbRecords(scope, Date.now);
    }),
    claims: browserUploadClaims(navigator.locks, scope),
    online: () => navigator.onLine,
    now: Date.now,
    random: Math.random,
    makeId: () => `file-${++made}`,
    sleep,
  });
}

/** An upload that another endpoint allowed is another upload. */
function scopeOf(endpoint: UploadEndpoint): string {
  return typeof endpoint === "string" ? new URL(endpoint, document.baseURI).href : "";
}
