import type { WebhookEndpointWithSecret } from "@firstframe/contract";
import type { Session } from "../../session.ts";
import { showEndpoint } from "./show-endpoint.ts";

/** The secret alone on stdout, so that it can go into a secret store; what to know of it on stderr. */
export function printEndpointSecret(
  endpoint: WebhookEndpointWithSecret,
  { print, say, json, style }: Session,
  advice: string,
): void {
  if (!json) say(showEndpoint(endpoint, style).trimEnd());
  print(endpoint, () => `${endpoint.secret}\n`);
  const isPublic = endpoint.signature_scheme === "v1a";
  say(
    isPublic
      ? `This public key verifies the messages. ${advice}`
      : `This is the only time that the secret is shown: give it to your receiver, which verifies every message with it. ${advice}`,
  );
}
