import { request } from "node:http";
import { noisePieces } from "./noise.ts";

interface Sending {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Where in the endless noise the body begins. */
  readonly start?: number;
  /** Bytes to send. */
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
  { method, headers, start = 0, size, cutAfter = null }: Sending,
): Promise<Answer | null> {
  return new Promise((done, fail) => {
    const call = request(url, {
      method,
      agent: false,
      headers: { ...headers, "content-length": String(size) },
    });
    const pieces = noisePieces(start, start + (cutAfter ?? size));
    const write = () => {
      for (let next = pieces.next(); !next.done; next = pieces.next()) {
        if (!call.write(next.value)) {
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
