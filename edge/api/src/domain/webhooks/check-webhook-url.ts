import type { Environment } from "@firstframe/contract";
import { fetchUrlFault } from "@firstframe/ingest";
import { ApiError } from "../api-error.ts";

/**
 * Refuses an address that is not sent to: in live everything but public https addresses, as far as the address itself tells; the
 * sandbox sends anywhere. A name that leads to a private address is not noticed: a Worker cannot see what a name leads to, and the
 * platform sends its requests from outside of any private network.
 *
 * @throws ApiError `invalid_request`
 */
export function checkWebhookUrl(url: string, environment: Environment): void {
  const fault = environment === "sandbox" ? null : fetchUrlFault(url, []);
  if (fault === null) return;
  throw new ApiError("invalid_request", `The address of the endpoint ${fault}.`, {
    errors: [{ field: "url", message: fault }],
  });
}
