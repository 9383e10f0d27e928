import type { ApiKey, Asset, Upload, WebhookDelivery, WebhookEndpoint } from "@firstframe/contract";
import type { Firstframe } from "@firstframe/sdk";
import { take } from "../api/take.ts";

/** The latest of each kind, newest first. */
export interface Sample {
  readonly assets: () => Promise<readonly Asset[]>;
  readonly uploads: () => Promise<readonly Upload[]>;
  readonly keys: () => Promise<readonly ApiKey[]>;
  readonly endpoints: () => Promise<readonly WebhookEndpoint[]>;
  readonly deliveries: () => Promise<readonly WebhookDelivery[]>;
}

const size = 100;

/** Asks for each kind once, when it is first looked at. */
export function createSample(api: Firstframe): Sample {
  return {
    assets: once(() => take(size, (page) => api.assets.list(page))),
    uploads: once(() => take(size, (page) => api.uploads.list(page))),
    keys: once(() => take(size, (page) => api.apiKeys.list(page))),
    endpoints: once(() => take(size, (page) => api.webhookEndpoints.list(page))),
    deliveries: once(() => take(size, (page) => api.webhookDeliveries.list(page))),
  };
}

function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loaded: Promise<Value> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
