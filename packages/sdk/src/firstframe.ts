import type { ServiceStatus } from "@firstframe/contract";
import { checkedHeader } from "./checked-header.ts";
import { createSend } from "./create-send.ts";
import type { RequestOptions, Send } from "./request.ts";
import { ApiKeys } from "./resources/api-keys.ts";
import { Assets } from "./resources/assets.ts";
import { Audit } from "./resources/audit.ts";
import { Events } from "./resources/events.ts";
import { Jobs } from "./resources/jobs.ts";
import { Metrics } from "./resources/metrics.ts";
import { PlaybackTokens } from "./resources/playback-tokens.ts";
import { SigningKeys } from "./resources/signing-keys.ts";
import { Uploads } from "./resources/uploads.ts";
import { Views } from "./resources/views.ts";
import { WebhookDeliveries } from "./resources/webhook-deliveries.ts";
import { WebhookEndpoints } from "./resources/webhook-endpoints.ts";
import { globalRuntime, type Runtime } from "./runtime.ts";

export interface FirstframeOptions {
  /** A secret key, `ff_sandbox_…` or `ff_live_…`. Undefined, as where the environment lacks it, is refused. */
  readonly apiKey: string | undefined;
  /** Where the API is, such as `https://video.example.com`. */
  readonly baseUrl: string;
  /** Milliseconds that one attempt may take; 30,000 unless told. */
  readonly timeoutMs?: number;
  /** Milliseconds that a call may take with all its retries; 90,000 unless told. */
  readonly deadlineMs?: number;
  /** Further attempts after the first; 3 unless told. */
  readonly maxRetries?: number;
  /** Replaces the global fetch. */
  readonly fetch?: Runtime["fetch"];
  /** Replaces clock, randomness and waiting, as for tests. */
  readonly runtime?: Partial<Runtime>;
}

/** The API, as seen from a server. One per key; safe to share. */
export class Firstframe {
  readonly uploads: Uploads;
  readonly assets: Assets;
  readonly jobs: Jobs;
  readonly playbackTokens: PlaybackTokens;
  readonly metrics: Metrics;
  readonly views: Views;
  readonly events: Events;
  readonly webhookEndpoints: WebhookEndpoints;
  readonly webhookDeliveries: WebhookDeliveries;
  readonly apiKeys: ApiKeys;
  readonly signingKeys: SigningKeys;
  readonly audit: Audit;
  readonly #send: Send;

  /** @throws TypeError when the key is empty or cannot be one, or `baseUrl` is not an HTTP URL */
  constructor(options: FirstframeOptions) {
    const { apiKey, timeoutMs = 30_000, deadlineMs = 90_000, maxRetries = 3 } = options;
    if (!apiKey) throw new TypeError("apiKey is empty: pass a secret key, ff_sandbox_… or ff_live_…");
    checkedHeader("apiKey", apiKey);
    const runtime = {
      ...globalRuntime,
      ...options.runtime,
      ...(options.fetch ? { fetch: options.fetch } : {}),
    };
    const baseUrl = checkedBaseUrl(options.baseUrl);
    const send = createSend({ apiKey, baseUrl, timeoutMs, deadlineMs, maxRetries, runtime });
    this.#send = send;
    this.uploads = new Uploads(send);
    this.assets = new Assets(send);
    this.jobs = new Jobs(send);
    this.playbackTokens = new PlaybackTokens(send);
    this.metrics = new Metrics(send);
    this.views = new Views(send);
    this.events = new Events(send);
    this.webhookEndpoints = new WebhookEndpoints(send);
    this.webhookDeliveries = new WebhookDeliveries(send);
    this.apiKeys = new ApiKeys(send);
    this.signingKeys = new SigningKeys(send);
    this.audit = new Audit(send);
  }

  /** Whether new work is taken, and how long it would wait. Scope: `ops:read`. */
  status(options?: RequestOptions): Promise<ServiceStatus> {
    return this.#send({ method: "GET", path: "/v1/status", options });
  }
}

function checkedBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw new TypeError(
      `baseUrl ${JSON.stringify(text)} is not an HTTP URL such as https://video.example.com`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
