import type { WebhookEndpoint } from "@firstframe/contract";
import { details } from "../../output/details.ts";
import type { Style } from "../../output/style.ts";

/** A webhook endpoint as people read it. */
export function showEndpoint(endpoint: WebhookEndpoint, style: Style): string {
  return details(
    [
      ["id", endpoint.id],
      ["url", endpoint.url],
      ["description", endpoint.description],
      ["events", endpoint.events?.join(" ") ?? "every type"],
      ["signatures", endpoint.signature_scheme],
      ["version", endpoint.api_version],
      ["state", endpoint.state],
      ["disabled", endpoint.disabled_reason && `${endpoint.disabled_reason}, ${endpoint.disabled_at}`],
      ["failing since", endpoint.failing_since],
      ["paused until", endpoint.paused_until],
      ["created", endpoint.created_at],
    ],
    style,
  );
}
