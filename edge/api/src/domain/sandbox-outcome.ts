import type { Environment } from "@firstframe/contract";
import { ApiError } from "./api-error.ts";

/** What an integrator can ask to become of a video of the sandbox, to see how the own code takes it. */
const outcomes = ["slow", "failed", "stuck", "duplicated"] as const;
export type SandboxOutcome = (typeof outcomes)[number];

/** The key in an asset's metadata that asks for it. */
const outcomeKey = "firstframe_outcome";

interface Asked {
  readonly environment: Environment;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/**
 * The outcome that was asked for; null for none, and always outside of the sandbox.
 *
 * @throws ApiError `invalid_request` for one that there is not
 */
export function sandboxOutcome({ environment, metadata }: Asked): SandboxOutcome | null {
  const asked = metadata?.[outcomeKey];
  if (environment !== "sandbox" || asked === undefined) return null;
  const outcome = outcomes.find((name) => name === asked);
  if (outcome !== undefined) return outcome;
  const message = `is none of ${outcomes.join(", ")}`;
  throw new ApiError("invalid_request", `The outcome «${asked}» ${message}.`, {
    errors: [{ field: `metadata.${outcomeKey}`, message }],
  });
}
