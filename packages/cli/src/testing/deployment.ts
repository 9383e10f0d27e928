import { mkdtempSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  ApiKey,
  Asset,
  Event,
  Job,
  SigningKey,
  Upload,
  View,
  WebhookDelivery,
  WebhookEndpoint,
} from "@firstframe/contract";
import { Server as TusServer } from "@tus/server";
import { onTestFinished } from "vitest";
import { readBody, startHttpServer } from "./http-server.ts";
import { problem, type Reply } from "./reply.ts";
import { standardRoutes } from "./standard-routes.ts";
import { WatchedStore } from "./watched-store.ts";

export const secretKey = `ff_sandbox_${"k".repeat(32)}`;

export interface Call {
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}

export type Handler = (call: Call, deployment: Deployment) => Reply | Promise<Reply>;

/** What is in the deployment; tests change it as they like. */
export interface Contents {
  assets: Asset[];
  uploads: Upload[];
  jobs: Job[];
  keys: ApiKey[];
  signingKeys: SigningKey[];
  endpoints: WebhookEndpoint[];
  deliveries: WebhookDelivery[];
  events: Event[];
  views: View[];
}

export interface Deployment extends Contents {
  readonly url: string;
  /** Method, path and query of each request of the API, in order. */
  readonly requests: string[];
  /** Replaces or adds a route, such as `GET /v1/assets/:`. */
  readonly routes: Map<string, Handler>;
  /** Requests that are left, by budget. */
  readonly budgets: { read: number; write: number };
  /** How requests are counted; `entangled`: reading takes from both budgets; `generous`: they fill up again at once. */
  limits: "apart" | "generous" | "none" | "frozen" | "shared" | "entangled";
  /** Whether Idempotency-Keys are not heeded. */
  forgetsRepetitions: boolean;
  /** Lets another key in. */
  readonly acceptKey: (key: string) => void;
  /** Tokens that open an upload, by upload id. */
  readonly tokens: Map<string, string>;
  /** Signs the messages of all endpoints. */
  readonly webhookSecret: string;
  /** Asked before each tus request is served; a status refuses it, `cut` cuts its connection after so many bytes. */
  onTus: (request: IncomingMessage) => { status: number; code: string } | { cut: number } | null;
  /** Told of every chunk that arrived by tus. */
  onChunk: () => void;
  /** Bytes that arrived by tus, of all requests. */
  readonly arrived: { bytes: number };
  /** Where tus keeps what arrives. */
  readonly folder: string;
}

/** A server that plays a whole deployment: the API's routes over what is in memory, and a real tus server. */
export async function startDeployment(contents: Partial<Contents> = {}): Promise<Deployment> {
  const folder = mkdtempSync(join(tmpdir(), "firstframe-cli-tus-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const keys = new Set([secretKey]);
  const answered = new Map<string, { readonly content: string; readonly reply: Reply }>();
  /** Of the request that is being served: there is one at a time. */
  let cut = (_bytes: number): void => undefined;
  let tus: TusServer | undefined;
  const startTus = () =>
    new TusServer({
      path: "/v1/tus",
      datastore: new WatchedStore({
        directory: folder,
        onChunk(bytes) {
          deployment.arrived.bytes += bytes;
          deployment.onChunk();
          cut(bytes);
        },
      }),
      namingFunction: (request) => idOfToken(request.headers.get("authorization")) ?? "unknown",
    });

  const url = await startHttpServer((request, response) => {
    const isTus = request.url?.startsWith("/v1/tus");
    (isTus ? serveTus(request, response) : serveApi(request, response)).catch(() => response.destroy());
  });
  const deployment: Deployment = {
    ...{ assets: [], uploads: [], jobs: [], keys: [], signingKeys: [] },
    ...{ endpoints: [], deliveries: [], events: [], views: [] },
    ...contents,
    ...{ url, folder, requests: [], routes: standardRoutes(), tokens: new Map() },
    budgets: { read: 100, write: 60 },
    limits: "apart",
    forgetsRepetitions: false,
    acceptKey: (key) => void keys.add(key),
    webhookSecret: `whsec_${Buffer.alloc(32, 1).toString("base64")}`,
    onTus: () => null,
    onChunk: () => undefined,
    arrived: { bytes: 0 },
  };
  return deployment;

  function idOfToken(authorization: string | null | undefined): string | undefined {
    const token = String(authorization).replace("Bearer ", "");
    return [...deployment.tokens].find(([, own]) => own === token)?.[0];
  }

  async function serveTus(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verdict = deployment.onTus(request);
    if (idOfToken(request.headers.authorization) === undefined) {
      return send(response, problem("token_expired", "The token has expired. Get another one."));
    }
    if (verdict !== null && "status" in verdict) {
      return send(response, { ...problem("internal", "as the test wants it"), status: verdict.status });
    }
    let left = verdict?.cut ?? Number.POSITIVE_INFINITY;
    cut = (bytes) => {
      left -= bytes;
      if (left > 0) return;
      request.socket.destroy();
      throw new Error("the test cuts the connection");
    };
    tus ??= startTus();
    await tus.handle(request, response);
  }

  async function serveApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url: target = "", headers } = request;
    const { pathname, searchParams } = new URL(target, "http://localhost");
    const text = await readBody(request);
    if (pathname.startsWith("/v1/")) deployment.requests.push(`${method} ${target}`);
    const isOpen = !pathname.startsWith("/v1/");
    if (!isOpen && !keys.has(String(headers.authorization).replace("Bearer ", ""))) {
      return send(response, problem("unauthenticated", "The key is not known."));
    }
    const limit = isOpen ? {} : count(method === "GET" ? "read" : "write");
    const named = `${headers["idempotency-key"]}`;
    const content = `${method} ${target} ${text}`;
    const isNamed = headers["idempotency-key"] !== undefined && !deployment.forgetsRepetitions;
    const known = isNamed ? answered.get(named) : undefined;
    if (known !== undefined && known.content !== content) {
      return send(
        response,
        problem("idempotency_key_reused", "The key was used for another request."),
        limit,
      );
    }
    const found = match(method, pathname);
    const reply =
      known?.reply ??
      (found === null
        ? problem("not_found", `There is no ${method} ${pathname}.`)
        : await found.handler(
            { params: found.params, query: searchParams, body: text ? JSON.parse(text) : {} },
            deployment,
          ));
    if (isNamed) answered.set(named, { content, reply });
    send(response, reply, limit);
  }

  function count(kind: "read" | "write"): Record<string, string> {
    const { budgets, limits } = deployment;
    if (limits === "none") return {};
    if (limits === "generous") {
      return { "ratelimit-policy": `"${kind}";q=1000000;w=1`, ratelimit: `"${kind}";r=999999;t=1` };
    }
    const name = limits === "shared" ? "read" : kind;
    if (limits !== "frozen") budgets[name]--;
    if (limits === "entangled" && kind === "read") budgets.write--;
    return {
      "ratelimit-policy": `"${name}";q=${name === "read" ? 100 : 60};w=60`,
      ratelimit: `"${name}";r=${budgets[name]};t=30`,
    };
  }

  function match(method: string, path: string): { handler: Handler; params: string[] } | null {
    for (const [route, handler] of deployment.routes) {
      const [wanted, pattern = ""] = route.split(" ");
      const params = new RegExp(`^${pattern.replaceAll(":", "([^/]+)")}$`).exec(path)?.slice(1);
      if (wanted === method && params !== undefined) return { handler, params };
    }
    return null;
  }
}

function send(response: ServerResponse, reply: Reply, more: Readonly<Record<string, string>> = {}): void {
  const { status, body, headers } = reply;
  const type = typeof body === "string" ? "text/plain" : "application/json";
  response.writeHead(status, { "content-type": type, ...more, ...headers });
  response.end(body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body));
}
