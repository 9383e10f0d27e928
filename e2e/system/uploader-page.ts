import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** What the server of the page does next: `hang` never answers, `stall` does not even read. */
export interface UploaderScript {
  grant: "give" | "hang" | "limit";
  send: "take" | "hang" | "stall" | "fail";
  status: "queued" | "processing" | "playable" | "ready" | "failed" | "gone";
}

export interface UploaderServer {
  readonly origin: string;
  readonly script: UploaderScript;
  stop(): void;
}

const entry = fileURLToPath(import.meta.resolve("@firstframe/uploader/define"));

/** Serves pages with the element, and plays the servers that it talks to. */
export async function startUploaderServer(): Promise<UploaderServer> {
  const { outputFiles } = await build({
    ...{
      entryPoints: [entry],
      bundle: true,
      splitting: true,
      write: false,
      format: "esm",
      outdir: "/element",
    },
    ...{ platform: "browser", mainFields: ["browser", "module", "main"], conditions: ["browser"] },
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
  const script: UploaderScript = { grant: "give", send: "take", status: "ready" };
  const hanging = new Set<ServerResponse>();
  let made = 0;

  const server: Server = createServer((request, response) => {
    request.on("error", () => undefined);
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    ...{ origin, script },
    stop() {
      for (const response of hanging) response.destroy();
      server.closeAllConnections();
      server.close();
    },
  };

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? "", origin);
    const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(JSON.stringify(body));
    const file = files.get(pathname);
    if (file) {
      response.writeHead(200, { "content-type": "text/javascript" }).end(file);
    } else if (pathname === "/") {
      response.writeHead(200, { "content-type": "text/html" }).end(pageOf(searchParams.get("body") ?? ""));
    } else if (pathname === "/api/uploads") {
      if (script.grant === "hang") hanging.add(response);
      else if (script.grant === "limit") json(429, { code: "rate_limited" }, { "retry-after": "30" });
      else json(201, grantOf(`upl_${++made}`));
    } else if (pathname.startsWith("/v1/tus")) {
      tus(request, response, pathname);
    } else if (script.status === "gone") {
      json(410, { code: "gone" });
    } else {
      json(200, statusOf(script.status));
    }
  }

  function tus(request: IncomingMessage, response: ServerResponse, pathname: string): void {
    const headers = { "tus-resumable": "1.0.0", "upload-offset": "0", "upload-length": "0" };
    if (request.method === "POST") {
      response.writeHead(201, { ...headers, location: `/v1/tus/upl_${made}` }).end();
    } else if (request.method === "PATCH" && script.send === "hang") {
      request.resume();
      hanging.add(response);
    } else if (request.method === "PATCH" && script.send === "stall") {
      hanging.add(response);
    } else if (request.method === "PATCH" && script.send === "fail") {
      request.resume();
      request.on("end", () => response.writeHead(503, { "retry-after": "40" }).end());
    } else if (request.method === "PATCH") {
      let size = Number(request.headers["upload-offset"]);
      request.on("data", (chunk: Buffer) => {
        size += chunk.byteLength;
      });
      request.on("end", () => response.writeHead(204, { ...headers, "upload-offset": String(size) }).end());
    } else {
      response.writeHead(pathname === "/v1/tus" ? 404 : 204, headers).end();
    }
  }

  function grantOf(id: string): object {
    return {
      ...{ id, asset_id: `ast_${id}`, endpoint: `${origin}/v1/tus`, token: `token-${id}` },
      ...{ token_expires_at: "2999-01-01T00:00:00.000Z", status_url: `${origin}/status/${id}` },
    };
  }
}

function statusOf(status: Exclude<UploaderScript["status"], "gone">): object {
  const isQueued = status === "queued";
  const error = {
    code: "source_not_media",
    message: "The file is not a video or audio file that can be read.",
  };
  return {
    upload_state: "completed",
    asset: {
      ...{ id: "ast", status: isQueued ? "processing" : status, progress: isQueued ? 0.5 : 0.8 },
      ...{ playback_id: "pbk", playback_policy: "public", error: status === "failed" ? error : null },
      ...{ stage: isQueued ? null : "encoding", expected_wait_s: isQueued ? 150 : null },
    },
  };
}

function pageOf(body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Uploads</title>
    <style>
      :root { color-scheme: light dark; }
      body { margin: 1rem; font-family: system-ui, sans-serif; background: Canvas; color: CanvasText; }
    </style>
    <script type="module" src="/element/define.js"></script>
  </head>
  <body><main><h1>Uploads</h1>${body}</main></body>
</html>`;
}
