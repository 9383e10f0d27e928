import type {
  ApiVersion,
  Environment,
  createWebhookEndpoint as Schema,
  WebhookEndpointWithSecret,
} from "@firstframe/contract";
import type { z } from "zod";
import type { Services } from "../ports.ts";
import { checkWebhookUrl } from "./check-webhook-url.ts";
import { type EndpointRecord, healthy, toWebhookEndpoint } from "./endpoint-record.ts";
import { makeWebhookSecret, sealPurpose } from "./webhook-secret.ts";

type Input = z.output<typeof Schema> & {
  readonly environment: Environment;
  readonly api_version: ApiVersion;
};

/**
 * Makes an endpoint, which gets what happens from now on. The answer is the one time that its secret is shown.
 *
 * @throws ApiError `invalid_request` for an address that is not sent to
 */
export async function createWebhookEndpoint(
  services: Services,
  input: Input,
): Promise<WebhookEndpointWithSecret> {
  checkWebhookUrl(input.url, input.environment);
  const secret = await makeWebhookSecret(input.signature_scheme, services.randomBytes);
  const endpoint: EndpointRecord = {
    ...healthy,
    ...input,
    id: services.makeId("webhook_endpoint"),
    events: input.events ?? null,
    state: "enabled",
    disabled_reason: null,
    disabled_at: null,
    correlation_id: null,
    traceparent: null,
    created_at: services.clock(),
  };
  const sealedSecret = await services.sealer.seal(sealPurpose, secret.signing);
  await services.changes.commit([{ kind: "create_webhook_endpoint", endpoint, sealedSecret }]);
  return { ...toWebhookEndpoint(endpoint), secret: secret.verifying };
}
