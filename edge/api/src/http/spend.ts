import type { Context } from "hono";
import { ApiError } from "../domain/api-error.ts";
import type { Allowance, Budget } from "../domain/budget.ts";
import { clientNetwork } from "./client-network.ts";
import type { AppEnv } from "./route.ts";

/**
 * Takes one request from the budget that the caller's network has.
 *
 * @throws ApiError `rate_limited`
 */
export async function spendOfNetwork(context: Context<AppEnv>, budget: Budget): Promise<void> {
  const allowance = await context.var.services.addressGuards.spend(clientNetwork(context.req.raw), budget);
  requireAllowance(context, allowance, "Your network address");
}

/**
 * Tells the caller what is left, and ends the request where nothing is.
 *
 * @param allowance null where nothing was counted
 * @throws ApiError `rate_limited`
 */
export function requireAllowance(context: Context<AppEnv>, allowance: Allowance | null, who: string): void {
  if (allowance === null) return;
  context.set("allowance", allowance);
  if (allowance.isAdmitted) return;
  const { budget, limit, waitS } = allowance;
  throw new ApiError(
    "rate_limited",
    `${who} has used up its «${budget}» budget of ${limit.quota} requests in ${limit.windowS} s. ` +
      `Wait ${waitS} s, then send no more than RateLimit says; other budgets are not affected.`,
    { retryAfterS: waitS },
  );
}
