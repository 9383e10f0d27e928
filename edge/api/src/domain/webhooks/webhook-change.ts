import type { DisabledReason } from "@firstframe/contract";
import type { EndpointRecord } from "./endpoint-record.ts";

type Named = Pick<EndpointRecord, "id" | "environment">;

/** Which events are sent again: by their sequence numbers, both inclusive. */
export interface ReplayRange {
  readonly from: number;
  readonly to: number;
  /** Only those since then, in ms since the epoch; null: all of the range. */
  readonly since: number | null;
}

/** Changes of webhook endpoints and of what is sent to them. */
export type WebhookChange =
  | {
      readonly kind: "create_webhook_endpoint";
      readonly endpoint: EndpointRecord;
      readonly sealedSecret: string;
    }
  | {
      readonly kind: "update_webhook_endpoint";
      readonly endpoint: Named;
      readonly set: Partial<Pick<EndpointRecord, "url" | "description" | "events" | "api_version">>;
    }
  | {
      /** What happened while it was disabled is not sent by itself. */
      readonly kind: "enable_webhook_endpoint";
      readonly endpoint: Named;
    }
  | {
      /** Cancels what waits to be sent to it. */
      readonly kind: "disable_webhook_endpoint";
      readonly endpoint: Named;
      readonly reason: DisabledReason;
      /** Only while this is its address: what another one answered tells nothing of it. */
      readonly url?: string;
    }
  | { readonly kind: "delete_webhook_endpoint"; readonly endpoint: Named }
  | {
      /** Makes a secret the one in use; those before it sign until `overlapEndsAt`, or their own end. */
      readonly kind: "rotate_webhook_secret";
      readonly endpoint: Named;
      readonly sealedSecret: string;
      readonly overlapEndsAt: number;
    }
  | {
      /** An event for this endpoint only, whatever it listens to. */
      readonly kind: "test_webhook_endpoint";
      readonly endpoint: Named;
      readonly deliveryId: string;
    }
  | {
      /** Sends events again to an enabled endpoint: those of its environment that it listens to. */
      readonly kind: "replay_webhooks";
      readonly endpointId: string;
      readonly range: ReplayRange;
    }
  | {
      /** Sends the event of a delivery again, to an enabled endpoint. */
      readonly kind: "replay_webhook_delivery";
      readonly id: string;
      readonly deliveryId: string;
    }
  | {
      /** Cancels what waits for an endpoint that is not enabled, or is gone. */
      readonly kind: "cancel_webhook_deliveries";
      readonly endpointId: string;
    };
