import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { DevFile } from "../system/running-system.ts";

/** The server of a customer that is one version behind: it serves a page with one element, and asks for its grants. */
export interface ElementPage {
  readonly url: string;
  stop(): void;
}

/**
 * @param bundle the element's script, as released
 * @param apiVersion in which the customer's server talks to the API
 */
export async function startElementPage(
  { api, secret_key }: DevFile,
  bundle: string,
  apiVersion: string,
): Promise<ElementPage> {
  const server = createServer(async (request, response) => {
    if (request.url === "/element.js") {
      response.writeHead(200, { "content-type": "text/javascript" }).end(bundle);
    } else if (request.url === "/api/uploads") {
      const answer = await fetch(`${api}/v1/uploads`, {
        method: "POST",
        headers: { authorization: `Bearer ${secret_key}`, "firstframe-version": apiVersion },
        body: JSON.stringify({ playback_policy: "signed" }),
      });
      response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
    } else {
      response.writeHead(200, { "content-type": "text/html" }).end(page);
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>A page of before</title>
    <link rel="icon" href="data:," />
    <script type="module" src="/element.js"></script>
  </head>
  <body><main></main></body>
</html>`;
