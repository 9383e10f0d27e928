import type { Call, Contents, Deployment, Handler } from "./deployment.ts";
import { missing, ok, problem, type Reply } from "./reply.ts";
import { daysAgo, idOf, sampleAsset, sampleEndpoint, sampleKey, sampleUpload } from "./sample-resources.ts";
import { webhookRoutes } from "./webhook-routes.ts";

/** The API's routes over what is in memory. */
export function standardRoutes(): Map<string, Handler> {
  return new Map<string, Handler>([
    ["GET /v1/assets", list("assets", { status: "status" })],
    ["GET /v1/assets/:", one("assets")],
    ["PATCH /v1/assets/:", (call, all) => change(all.assets, call, call.body)],
    ["DELETE /v1/assets/:", (call, all) => remove(all, "assets", call)],
    ["GET /v1/uploads", list("uploads", { state: "state" })],
    ["GET /v1/uploads/:", one("uploads")],
    ["POST /v1/uploads", createUpload],
    ["POST /v1/uploads/:/cancel", (call, all) => change(all.uploads, call, { state: "canceled" })],
    ["POST /v1/upload-tokens", renewToken],
    ["GET /v1/jobs", list("jobs", { state: "state", asset_id: "asset_id" })],
    ["GET /v1/jobs/:", one("jobs")],
    ["POST /v1/jobs/:/retry", (call, all) => change(all.jobs, call, { state: "queued", progress: 0 })],
    ["GET /v1/api-keys", list("keys")],
    [
      "POST /v1/api-keys",
      ({ body }, all) => ok(201, { ...add(all.keys, sampleKey(40, body)), secret: newSecret }),
    ],
    ["POST /v1/api-keys/:/rotate", rotateKey],
    ["POST /v1/api-keys/:/revoke", (call, all) => change(all.keys, call, { revoked_at: daysAgo(0) })],
    ["GET /v1/signing-keys", list("signingKeys")],
    [
      "GET /.well-known/jwks.json",
      (_call, all) => ok(200, { keys: all.signingKeys.filter((key) => key.revoked_at === null) }),
    ],
    ["GET /v1/webhook-endpoints", list("endpoints")],
    [
      "POST /v1/webhook-endpoints",
      ({ body }, all) =>
        ok(201, { ...add(all.endpoints, sampleEndpoint(40, body)), secret: all.webhookSecret }),
    ],
    ["PATCH /v1/webhook-endpoints/:", (call, all) => change(all.endpoints, call, call.body)],
    ["DELETE /v1/webhook-endpoints/:", (call, all) => remove(all, "endpoints", call)],
    ...webhookRoutes,
    [
      "GET /v1/webhook-deliveries",
      list("deliveries", { endpoint_id: "endpoint_id", event_id: "event_id", state: "state" }),
    ],
    ["GET /v1/events", listEvents],
    ["GET /v1/views", list("views")],
    [
      "GET /v1/metrics/:/overall",
      (_call, all) => ok(200, { metric: "startup_time", value: 800, n: all.views.length }),
    ],
    [
      "POST /v1/playback-tokens",
      (_call, all) => ok(201, { token: "signed", urls: { hls: `${all.url}/play/signed/master.m3u8` } }),
    ],
    ["GET /play/:/master.m3u8", () => ok(200, "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv720/index.m3u8\n")],
    ["GET /play/:/v720/index.m3u8", () => ok(200, "#EXTM3U\n#EXTINF:4,\n0.m4s\n")],
    ["GET /play/:/v720/0.m4s", () => ok(200, "segment")],
    ["GET /openapi.json", () => ok(200, { openapi: "3.1.0" })],
  ]);
}

const newSecret = `ff_sandbox_${"n".repeat(32)}`;

function add<Item>(items: Item[], item: Item): Item {
  items.unshift(item);
  return item;
}

function one(kind: keyof Contents): Handler {
  return ({ params: [id] }, all) => {
    const found = all[kind].find((item) => "id" in item && item.id === id);
    return found ? ok(200, found) : missing(id);
  };
}

function change(items: readonly { readonly id: string }[], { params: [id] }: Call, changes: object): Reply {
  const found = items.find((item) => item.id === id);
  return found ? ok(200, Object.assign(found, changes)) : missing(id);
}

function remove(all: Deployment, kind: "assets" | "endpoints", { params: [id] }: Call): Reply {
  const items: { id: string }[] = all[kind];
  const at = items.findIndex((item) => item.id === id);
  if (at < 0) return missing(id);
  items.splice(at, 1);
  return ok(204);
}

/** A list that is filtered by fields and cut into pages. */
function list(kind: keyof Contents, filters: Readonly<Record<string, string>> = {}): Handler {
  return ({ query }, all) => {
    const limit = Number(query.get("limit") ?? 25);
    if (limit < 1 || limit > 100) {
      return problem("invalid_request", "The request is not valid.", [
        { field: "limit", message: "from 1 to 100" },
      ]);
    }
    const items = (all[kind] as object[]).filter((item) =>
      Object.entries(filters).every(
        ([name, field]) => !query.has(name) || Reflect.get(item, field) === query.get(name),
      ),
    );
    const start = Number(query.get("cursor") ?? 0);
    const end = start + limit;
    return ok(200, { data: items.slice(start, end), next_cursor: end < items.length ? String(end) : null });
  };
}

function listEvents({ query }: Call, all: Deployment): Reply {
  const limit = Number(query.get("limit") ?? 100);
  const types = query.get("types")?.split(",");
  const found = all.events.filter(
    ({ sequence, type }) =>
      sequence > Number(query.get("after") ?? 0) &&
      (types === undefined ||
        types.some((pattern) => pattern === type || pattern === `${type.split(".")[0]}.*`)),
  );
  const data = found.slice(0, limit);
  const last = data.at(-1)?.sequence;
  return ok(
    200,
    data.length === limit
      ? { data, next_cursor: String(last), read_up_to: last }
      : { data, next_cursor: null, read_up_to: all.events.at(-1)?.sequence ?? 0 },
  );
}

function createUpload({ body }: Call, all: Deployment): Reply {
  if (Number(body.max_size_bytes) < 0) {
    return problem("invalid_request", "The request is not valid.", [
      { field: "max_size_bytes", message: "too small" },
    ]);
  }
  const n = 50 + all.uploads.length;
  const policy = body.playback_policy === "signed" ? "signed" : "public";
  all.assets.unshift(sampleAsset(n, { playback_policy: policy }));
  const upload = add(all.uploads, sampleUpload(n, { state: "waiting" }));
  return ok(201, grant(upload.id, all));
}

function renewToken({ body }: Call, all: Deployment): Reply {
  const id = all.uploads.find((upload) => String(body.token).startsWith(`${upload.id}.`))?.id;
  return id === undefined ? missing("upload") : ok(201, grant(id, all));
}

let tokens = 0;
function grant(id: string, all: Deployment): object {
  const token = `${id}.${++tokens}`;
  all.tokens.set(id, token);
  const upload = all.uploads.find((one) => one.id === id);
  return {
    ...upload,
    endpoint: `${all.url}/v1/tus`,
    token,
    token_expires_at: daysAgo(-1),
    status_url: `${all.url}/s`,
  };
}

function rotateKey(call: Call, all: Deployment): Reply {
  const replaced = change(all.keys, call, { replaced_by: idOf("key", 41) });
  return replaced.status === 200 ? ok(201, { ...add(all.keys, sampleKey(41)), secret: newSecret }) : replaced;
}
