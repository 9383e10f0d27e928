import { FirstframeError } from "@firstframe/sdk";
import { describeError } from "../output/describe-error.ts";
import { type Check, type CheckContext, type Finding, fail, skipped } from "./check.ts";

export interface CheckResult extends Finding {
  readonly check: Check;
}

/** Runs checks one after the other: what one sends must not change what another one measures. */
export async function runChecks(
  checks: readonly Check[],
  context: CheckContext,
  onResult: (result: CheckResult) => void = () => undefined,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const result = { check, ...(await check.run(context).catch((error) => notLookedAt(error, context))) };
    results.push(result);
    onResult(result);
  }
  return results;
}

function notLookedAt(error: unknown, { signal }: CheckContext): Finding {
  if (signal.aborted) throw signal.reason;
  if (error instanceof FirstframeError && error.code === "insufficient_scope") {
    return skipped(`The key may not look: ${error.message}`, "Run this with a key that has the scope.");
  }
  if (error instanceof FirstframeError && (error.status === 404 || error.status === 405)) {
    return skipped("This deployment has no such route.", "Deploy a newer version.");
  }
  return fail(`It could not be looked at: ${describeError(error)}`, "Find out why, then run this again.");
}
