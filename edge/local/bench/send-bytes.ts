import { randomBytes } from "node:crypto";
import { request } from "node:http";

/** Noise that is sent over and over: making it costs nothing while time is taken. */
const block = randomBytes(1024 * 1024);

interface Sending {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes to send, from `offset` of the endless noise. */
  readonly size: number;
  /** Bytes after which the connection is destroyed, once they have left; null for never. */
  readonly cutAfter?: number | null;
}

/** What was answered; null where the connection was cut. */
export interface Answer {
  readonly status: number;
  readonly offset: number;
}

/** How long bytes may take from the socket to the server before a connection is cut, in ms. */
const flightTime = 150;

/** Sends a body with as little work as possible. */
export function sendBytes(
  url: URL | string,
  { method, headers, size, cutAfter = null }: Sending,
): Promise<Answer | null> {
  return new Promise((done, fail) => {
    const call = request(url, {
      method,
      agent: false,
      headers: { ...headers, "content-length": String(size) },
    });
    let left = cutAfter ?? size;
    const write = () => {
      while (left > 0) {
        const piece = left >= block.byteLength ? block : block.subarray(0, left);
        left -= piece.byteLength;
        if (!call.write(piece)) {
          call.once("drain", write);
          return;
        }
      }
      if (cutAfter === null) call.end();
      else setTimeout(() => call.destroy(), flightTime);
    };
    call.on("response", (response) => {
      response.resume();
      response.on("end", () =>
        done({ status: response.statusCode ?? 0, offset: Number(response.headers["upload-offset"]) }),
      );
    });
    call.on("error", (error) => (cutAfter === null ? fail(error) : done(null)));
    write();
  });
}
