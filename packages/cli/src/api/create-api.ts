import { type IdKind, idPattern } from "@firstframe/contract/constants";
import { Firstframe, type List, type Page } from "@firstframe/sdk";
import type { Connection } from "../connection/read-connection.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Api } from "./api.ts";
import type { ApiCall } from "./create-probe.ts";
import type { Request } from "./create-request.ts";

type Query = NonNullable<ApiCall["query"]>;

/** The API through the SDK where it has the call, and through one request function otherwise. */
export function createApi(
  { secretKey, apiUrl }: Connection,
  request: Request,
  { fetch, now, random, sleep, signal }: Surroundings,
): Api {
  const sdk = new Firstframe({
    apiKey: secretKey,
    baseUrl: apiUrl,
    runtime: {
      // Every call ends when the user asks to stop.
      fetch: (url, init) =>
        fetch(url, { ...init, signal: init.signal ? AbortSignal.any([init.signal, signal]) : signal }),
      now,
      random,
      sleep: (ms, own) => sleep(ms, own ?? signal),
    },
  });
  const { uploads, assets, jobs } = sdk;

  const list =
    <Item>(path: string) =>
    (query: object = {}): List<Item> =>
      pages((cursor) => request({ method: "GET", path, query: { ...(query as Query), cursor } }));
  const post = <Result>(path: string, body?: unknown): Promise<Result> =>
    request({ method: "POST", path, ...(body === undefined ? {} : { body }) });
  const patch = <Result>(path: string, body: unknown): Promise<Result> =>
    request({ method: "PATCH", path, body });

  return {
    uploads: {
      create: uploads.create.bind(uploads),
      renew: uploads.renew.bind(uploads),
      retrieve: uploads.retrieve.bind(uploads),
      cancel: uploads.cancel.bind(uploads),
      list: list("/v1/uploads"),
    },
    assets: {
      retrieve: assets.retrieve.bind(assets),
      delete: assets.delete.bind(assets),
      list: assets.list.bind(assets),
      update: async (id, changes) => patch(`/v1/assets/${checked("asset", id)}`, changes),
    },
    jobs: {
      list: jobs.list.bind(jobs),
      retrieve: jobs.retrieve.bind(jobs),
      retry: async (id) => post(`/v1/jobs/${checked("job", id)}/retry`),
    },
    playbackTokens: sdk.playbackTokens,
    metrics: sdk.metrics,
    views: sdk.views,
    events: sdk.events,
    apiKeys: {
      list: list("/v1/api-keys"),
      create: (key) => post("/v1/api-keys", key),
      rotate: async (id, options) => post(`/v1/api-keys/${checked("api_key", id)}/rotate`, options),
      revoke: async (id) => post(`/v1/api-keys/${checked("api_key", id)}/revoke`),
    },
    signingKeys: { list: list("/v1/signing-keys") },
    webhookEndpoints: {
      list: list("/v1/webhook-endpoints"),
      create: (endpoint) => post("/v1/webhook-endpoints", endpoint),
      update: async (id, changes) => patch(endpointPath(id), changes),
      delete: async (id) => void (await request({ method: "DELETE", path: endpointPath(id) })),
      rotateSecret: async (id, options) => post(`${endpointPath(id)}/rotate-secret`, options),
      test: async (id) => post(`${endpointPath(id)}/test`),
      replay: async (id, what) => post(`${endpointPath(id)}/replay`, what),
    },
    webhookDeliveries: {
      list: list("/v1/webhook-deliveries"),
      retrieve: async (id) => request({ method: "GET", path: deliveryPath(id) }),
      replay: async (id) => post(`${deliveryPath(id)}/replay`),
    },
  };
}

const endpointPath = (id: string) => `/v1/webhook-endpoints/${checked("webhook_endpoint", id)}`;
const deliveryPath = (id: string) => `/v1/webhook-deliveries/${checked("webhook_delivery", id)}`;

/** What looks like no id would name another route. */
function checked(kind: IdKind, id: string): string {
  if (idPattern(kind).test(id)) return id;
  throw new TypeError(`${JSON.stringify(id)} is not the id of a ${kind.replace("_", " ")}`);
}

function pages<Item>(readPage: (cursor: string | undefined) => Promise<Page<Item>>): List<Item> {
  return {
    page: () => readPage(undefined),
    async *[Symbol.asyncIterator]() {
      let cursor: string | null | undefined;
      do {
        const page: Page<Item> = await readPage(cursor ?? undefined);
        yield* page.data;
        cursor = page.next_cursor;
      } while (cursor !== null);
    },
  };
}
