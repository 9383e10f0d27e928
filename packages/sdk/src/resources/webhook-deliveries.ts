import type { WebhookDelivery, WebhookDeliveryListQuery } from "@firstframe/contract";
import { checkedId } from "../checked-id.ts";
import { createList, type List } from "../list.ts";
import type { RequestOptions, Send } from "../request.ts";

/** What was sent to webhook endpoints, and what they answered. */
export class WebhookDeliveries {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /** Newest first. Scope: `webhooks:read`. */
  list(query: Partial<WebhookDeliveryListQuery> = {}, options?: RequestOptions): List<WebhookDelivery> {
    return createList(query.cursor, (cursor) =>
      this.#send({ method: "GET", path: "/v1/webhook-deliveries", query: { ...query, cursor }, options }),
    );
  }

  /** With all its attempts. Scope: `webhooks:read`. */
  async retrieve(id: string, options?: RequestOptions): Promise<WebhookDelivery> {
    return this.#send({ method: "GET", path: pathOf(id), options });
  }

  /** Sends its event again, as a delivery of its own. Scope: `webhooks:write`. */
  async replay(id: string, options?: RequestOptions): Promise<WebhookDelivery> {
    return this.#send({ method: "POST", path: `${pathOf(id)}/replay`, options });
  }
}

function pathOf(id: string): string {
  return `/v1/webhook-deliveries/${checkedId("webhook_delivery", id)}`;
}
