import type { Environment } from "@firstframe/contract";
import { notFound } from "../api-error.ts";
import type { Services } from "../ports.ts";
import type { DeliveryRecord } from "./delivery-record.ts";

/** @throws ApiError `not_found`, also for what belongs to another environment */
export async function readWebhookDelivery(
  { webhooks }: Services,
  environment: Environment,
  id: string,
): Promise<DeliveryRecord> {
  const record = await webhooks.findDelivery(id);
  if (record?.environment !== environment) throw notFound("webhook delivery", id);
  return record;
}
