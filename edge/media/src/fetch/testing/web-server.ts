import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** @param count of the requests so far, this one included */
export type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

export interface WebServer {
  readonly url: string;
  readonly host: string;
  readonly seen: IncomingMessage[];
}

/** A server of the web, on this machine, for as long as the test runs. */
export async function serveWeb(handle: Handler): Promise<WebServer> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => handle(request, response, seen.push(request)));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}/clips/a%20clip.mp4?secret=1`, host, seen };
}

export const webFile = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
export const webEtag = '"one"';

/** Answers with the file, or the range of it that is asked for. */
export function sendFile(request: IncomingMessage, response: ServerResponse): void {
  const start = writeHead(request, response);
  response.end(webFile.subarray(start));
}

/** Answers so, and breaks the connection when the bytes before `end` are on their way. */
export function sendUntil(end: number, request: IncomingMessage, response: ServerResponse): void {
  const start = writeHead(request, response);
  breakAfter(response, webFile.subarray(start, end));
}

function writeHead(request: IncomingMessage, response: ServerResponse): number {
  const start = startOf(request);
  response.writeHead(request.headers.range ? 206 : 200, {
    "content-length": webFile.byteLength - start,
    "content-range": `bytes ${start}-${webFile.byteLength - 1}/${webFile.byteLength}`,
    etag: webEtag,
  });
  return start;
}

/** Where the range that is asked for begins. */
export function startOf({ headers }: IncomingMessage): number {
  return Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
}

/** Sends some bytes, and destroys the connection once they are on their way. */
export function breakAfter(response: ServerResponse, bytes: Uint8Array): void {
  response.write(bytes, () => setTimeout(() => response.destroy(), 500));
}
