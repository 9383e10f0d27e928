import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a request is met with instead of being served. */
interface Fault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface TusServer {
  readonly endpoint: string;
  /** Method, path and `Upload-Concat` of each request, in order. */
  readonly requests: readonly string[];
  /** Requests whose client went away before the answer. */
  readonly aborted: number;
  /** Bytes of bodies that arrived, in all. */
  readonly arrived: number;
  /** Tokens that open the uploads. */
  readonly tokens: Set<string>;
  /** Asked before each request is served. */
  fault: (request: IncomingMessage) => Fault | null;
  /** Cuts the connection of the request that brings the upload's byte after this one; null never. */
  cutAt: number | null;
  /** Whether bytes vanish and nobody answers. */
  stuck: boolean;
  received(path: string): Buffer | undefined;
  close(): Promise<void>;
}

interface Stored {
  readonly length: number;
  content: Buffer;
}

/** A server of tus 1.0 with creation, concatenation and termination, which keeps whatever arrives, and can be told to fail. */
export async function startTusServer(): Promise<TusServer> {
  const uploads = new Map<string, Stored>();
  const requests: string[] = [];
  const counts = { aborted: 0, arrived: 0, made: 0 };

  const answer = (response: ServerResponse, status: number, headers: Record<string, string> = {}) =>
    response.writeHead(status, { "tus-resumable": "1.0.0", ...headers }).end();

  async function receive(request: IncomingMessage, response: ServerResponse, upload: Stored): Promise<void> {
    if (Number(request.headers["upload-offset"]) !== upload.content.length) return void answer(response, 409);
    try {
      for await (const chunk of request) {
        upload.content = Buffer.concat([upload.content, chunk]);
        counts.arrived += chunk.length;
        if (server.cutAt !== null && upload.content.length > server.cutAt) {
          server.cutAt = null;
          request.socket.destroy();
          return;
        }
      }
      answer(response, 204, { "upload-offset": String(upload.content.length) });
    } catch {
      // The client went away; what it brought is kept.
    }
  }

  function create(request: IncomingMessage, response: ServerResponse): void {
    const concat = String(request.headers["upload-concat"] ?? "");
    const path = concat === "partial" ? `/tus/upl_1.${++counts.made}` : "/tus/upl_1";
    const parts = concat.startsWith("final;") ? concat.slice("final;".length).split(" ") : [];
    const content = Buffer.concat(
      parts.map((url) => uploads.get(new URL(url).pathname)?.content ?? Buffer.alloc(0)),
    );
    const length = parts.length > 0 ? content.length : Number(request.headers["upload-length"]);
    uploads.set(path, { length, content });
    answer(response, 201, { location: path });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "", headers } = request;
    requests.push(
      [method, url, String(headers["upload-concat"] ?? "").split(";")[0]].filter(Boolean).join(" "),
    );
    response.once("close", () => {
      if (!response.writableEnded) counts.aborted++;
    });
    if (server.stuck && method === "PATCH") return void request.resume();
    const known = server.tokens.has(String(headers.authorization).replace("Bearer ", ""));
    const fault = known ? server.fault(request) : { status: 401, body: { code: "token_expired" } };
    if (fault !== null) {
      response.writeHead(fault.status, { "tus-resumable": "1.0.0", ...fault.headers });
      return void response.end(method === "HEAD" ? undefined : JSON.stringify(fault.body ?? {}));
    }
    if (method === "POST") return create(request, response);
    const upload = uploads.get(url);
    if (upload === undefined) return void answer(response, 404);
    if (method === "PATCH") return receive(request, response, upload);
    if (method === "DELETE") {
      for (const path of uploads.keys()) if (path.startsWith(url)) uploads.delete(path);
      return void answer(response, 204);
    }
    const { content, length } = upload;
    answer(response, 200, { "upload-offset": String(content.length), "upload-length": String(length) });
  }

  const http = createServer((request, response) => void serve(request, response));
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  const server: TusServer = {
    endpoint: `http://127.0.0.1:${port}/tus`,
    requests,
    get aborted() {
      return counts.aborted;
    },
    get arrived() {
      return counts.arrived;
    },
    tokens: new Set(["token"]),
    fault: () => null,
    cutAt: null,
    stuck: false,
    received: (path) => uploads.get(path)?.content,
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
  return server;
}
