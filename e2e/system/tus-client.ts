import { request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { UploadGrant } from "@firstframe/contract";

export interface TusAnswer {
  readonly status: number;
  readonly offset: number | null;
}

export interface PatchOptions {
  /** Bytes after which the connection is destroyed without a word; null for never. */
  readonly cutAfter?: number | null;
  /** Sent no faster than this; as fast as the connection takes them unless given. */
  readonly bytesPerS?: number;
  /** The last piece, of 64 KiB at most, is held back until this resolves. */
  readonly beforeLast?: Promise<void>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A bare tus client over node:http, which can break off wherever it is told to. Null: there was no answer. */
export function tusClient(grant: UploadGrant) {
  const headers = { authorization: `Bearer ${grant.token}`, "tus-resumable": "1.0.0" };
  const upload = `${grant.endpoint}/${grant.id}`;

  async function exchange(
    method: string,
    url: string,
    extra: Record<string, string>,
  ): Promise<TusAnswer | null> {
    try {
      const response = await fetch(url, { method, headers: { ...headers, ...extra } });
      await response.arrayBuffer();
      return { status: response.status, offset: offsetOf(response.headers.get("upload-offset")) };
    } catch {
      return null;
    }
  }

  return {
    create: (length: number) => exchange("POST", grant.endpoint, { "upload-length": String(length) }),
    head: () => exchange("HEAD", upload, {}),

    /** Sends bytes at an offset. */
    patch(offset: number, bytes: Uint8Array, options: PatchOptions = {}): Promise<TusAnswer | null> {
      return new Promise((done) => {
        const call = request(upload, {
          method: "PATCH",
          agent: false,
          headers: {
            ...headers,
            "upload-offset": String(offset),
            "content-type": "application/offset+octet-stream",
            "content-length": String(bytes.byteLength),
            ...options.headers,
          },
        });
        call.on("response", (response) => {
          response.resume();
          const value = response.headers["upload-offset"];
          done({
            status: response.statusCode ?? 0,
            offset: offsetOf(typeof value === "string" ? value : null),
          });
        });
        call.on("error", () => done(null));
        call.on("close", () => done(null));
        // Destroys the connection when the pieces end with an error.
        pipeline(Readable.from(pieces(bytes, options)), call).catch(() => done(null));
      });
    },
  };
}

const chunk = 64 * 1024;

/** The bytes piece by piece; ends with an error where the connection is to be cut. */
async function* pieces(
  bytes: Uint8Array,
  { cutAfter = null, bytesPerS = Number.POSITIVE_INFINITY, beforeLast }: PatchOptions,
): AsyncGenerator<Uint8Array> {
  const begun = performance.now();
  for (let at = 0; at < bytes.byteLength; at += chunk) {
    if (cutAfter !== null && at >= cutAfter) throw new Error("cut on purpose");
    const earlyMs = begun + (at / bytesPerS) * 1000 - performance.now();
    if (earlyMs > 0) await sleep(earlyMs);
    if (at + chunk >= bytes.byteLength) await beforeLast;
    yield bytes.subarray(at, at + chunk);
  }
}

function offsetOf(header: string | null): number | null {
  return header === null ? null : Number(header);
}
