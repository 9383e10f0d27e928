import type { WebhookEndpointWithSecret } from "@firstframe/contract";
import type { Services } from "../ports.ts";
import { type EndpointRecord, toWebhookEndpoint } from "./endpoint-record.ts";
import { makeWebhookSecret, sealPurpose } from "./webhook-secret.ts";

/**
 * Gives an endpoint another secret. Until the overlap ends, messages carry a signature by each.
 *
 * @param overlapS seconds; 0 ends every older secret at once
 */
export async function rotateWebhookSecret(
  services: Services,
  endpoint: EndpointRecord,
  overlapS: number,
): Promise<WebhookEndpointWithSecret> {
  const secret = await makeWebhookSecret(endpoint.signature_scheme, services.randomBytes);
  await services.changes.commit([
    {
      kind: "rotate_webhook_secret",
      endpoint,
      sealedSecret: await services.sealer.seal(sealPurpose, secret.signing),
      overlapEndsAt: services.clock() + overlapS * 1000,
    },
  ]);
  return { ...toWebhookEndpoint(endpoint), secret: secret.verifying };
}
