import type { IncomingMessage } from "node:http";
import { finished } from "node:stream";

/** Bytes that wait for a reader before the connection is told to wait. */
const waitingBytes = 256 * 1024;

/** A request's body as its chunks come. Node's own adapter copies every one of them. */
export function requestBody(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOver = false;
        incoming.pause();
        incoming.on("data", ({ buffer, byteOffset, byteLength }: Buffer) => {
          if (isOver) return;
          controller.enqueue(new Uint8Array(buffer, byteOffset, byteLength));
          if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
        });
        finished(incoming, { writable: false }, (error) => {
          isOver = true;
          try {
            if (error) controller.error(error);
            else controller.close();
          } catch {
            // Whoever read has left.
          }
        });
      },
      pull() {
        incoming.resume();
      },
      cancel() {
        incoming.destroy();
      },
    },
    { highWaterMark: waitingBytes, size: (chunk) => chunk.byteLength },
  );
}
