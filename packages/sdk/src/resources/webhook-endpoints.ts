import type {
  CreateWebhookEndpoint,
  ListQuery,
  ReplayResult,
  ReplayWebhooks,
  RotateWebhookSecret,
  UpdateWebhookEndpoint,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointWithSecret,
} from "@firstframe/contract";
import { checkedId } from "../checked-id.ts";
import { createList, type List } from "../list.ts";
import type { RequestOptions, Send } from "../request.ts";

/** Where events are sent to. */
export class WebhookEndpoints {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /** The answer holds the secret that `webhooks.verify` needs, and only it and that of `rotateSecret` do. Scope: `webhooks:write`. */
  create(endpoint: CreateWebhookEndpoint, options?: RequestOptions): Promise<WebhookEndpointWithSecret> {
    return this.#send({ method: "POST", path: "/v1/webhook-endpoints", body: endpoint, options });
  }

  /** Newest first. Scope: `webhooks:read`. */
  list(query: Partial<ListQuery> = {}, options?: RequestOptions): List<WebhookEndpoint> {
    return createList(query.cursor, (cursor) =>
      this.#send({ method: "GET", path: "/v1/webhook-endpoints", query: { ...query, cursor }, options }),
    );
  }

  /** Scope: `webhooks:read`. */
  async retrieve(id: string, options?: RequestOptions): Promise<WebhookEndpoint> {
    return this.#send({ method: "GET", path: pathOf(id), options });
  }

  /** What is left out stays. `state` switches it off and on again. Scope: `webhooks:write`. */
  async update(
    id: string,
    change: UpdateWebhookEndpoint,
    options?: RequestOptions,
  ): Promise<WebhookEndpoint> {
    return this.#send({ method: "PATCH", path: pathOf(id), body: change, options });
  }

  /** What is still to be sent to it is canceled. Scope: `webhooks:write`. */
  async delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#send({ method: "DELETE", path: pathOf(id), options });
  }

  /** Another secret; messages are signed with both until the overlap ends. Scope: `webhooks:write`. */
  async rotateSecret(
    id: string,
    rotation: RotateWebhookSecret = {},
    options?: RequestOptions,
  ): Promise<WebhookEndpointWithSecret> {
    return this.#send({ method: "POST", path: `${pathOf(id)}/rotate-secret`, body: rotation, options });
  }

  /** Sends it a `webhook.test`; the delivery tells how that goes. Scope: `webhooks:write`. */
  async test(id: string, options?: RequestOptions): Promise<WebhookDelivery> {
    return this.#send({ method: "POST", path: `${pathOf(id)}/test`, options });
  }

  /** Sends events again: one, a range of sequence numbers, or all since a moment. Scope: `webhooks:write`. */
  async replay(id: string, which: ReplayWebhooks, options?: RequestOptions): Promise<ReplayResult> {
    return this.#send({ method: "POST", path: `${pathOf(id)}/replay`, body: which, options });
  }
}

function pathOf(id: string): string {
  return `/v1/webhook-endpoints/${checkedId("webhook_endpoint", id)}`;
}
