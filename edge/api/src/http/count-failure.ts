import type { Context } from "hono";
import { ApiError } from "../domain/api-error.ts";
import type { AppEnv } from "./route.ts";
import { spendOfNetwork } from "./spend.ts";

/**
 * Counts a request without a key or token that is one against the caller's network, whatever the route; good keys of the same
 * network are not affected. Media workers are the operator's own.
 *
 * @returns what to answer: the error, or `rate_limited` once there were too many
 */
export async function countFailure(context: Context<AppEnv>, error: ApiError): Promise<ApiError> {
  if (error.code !== "unauthenticated" || context.req.path.startsWith("/internal/")) return error;
  try {
    await spendOfNetwork(context, "failure");
    return error;
  } catch (refusal) {
    if (refusal instanceof ApiError) return refusal;
    throw refusal;
  }
}
