import type { Environment } from "@firstframe/contract";
import { ApiError, notFound } from "../api-error.ts";
import type { Services } from "../ports.ts";
import type { EndpointRecord } from "./endpoint-record.ts";

/** @throws ApiError `not_found`, also for what belongs to another environment */
export async function findWebhookEndpoint(
  { webhooks }: Services,
  environment: Environment,
  id: string,
): Promise<EndpointRecord> {
  const record = await webhooks.findEndpoint(id);
  if (record?.environment !== environment) throw notFound("webhook endpoint", id);
  return record;
}

/** What can be done with an enabled endpoint only. */
export function needsEnabled(what: string): ApiError {
  return new ApiError(
    "conflict",
    `The endpoint is disabled: ${what}. Enable it first, by PATCH with the state enabled.`,
  );
}
