import type { Event } from "@firstframe/contract";
import { webhooks } from "@firstframe/sdk";
import type { Surroundings } from "../surroundings.ts";

const patienceMs = 30_000;
const firstPauseMs = 500;
const longestPauseMs = 10_000;
/** What stands in front of a receiver says so while it is down. */
const downStatuses: readonly number[] = [502, 503, 504];

export interface Forwarded {
  /** HTTP status. */
  readonly status: number;
  /** Of the attempt that got through. */
  readonly durationMs: number;
  /** The beginning of what the receiver said. */
  readonly snippet: string;
  /** How often it was tried. */
  readonly attempts: number;
}

interface Forward {
  readonly url: string;
  readonly secret: string;
  /** Told at the first attempt that found nobody. */
  readonly onDown: (reason: string) => void;
}

/**
 * Posts an event as a webhook message, signed anew at each attempt. A receiver that is down is waited for, so that the order
 * stays; any other answer is an answer, however bad.
 */
export async function forwardEvent(
  event: Event,
  { url, secret, onDown }: Forward,
  { fetch, now, sleep, signal }: Pick<Surroundings, "fetch" | "now" | "sleep" | "signal">,
): Promise<Forwarded> {
  let pauseMs = firstPauseMs;
  for (let attempts = 1; ; attempts++) {
    const { headers, body } = await webhooks.sign(event, { secret, now });
    const begun = now();
    try {
      const response = await fetch(url, {
        method: "POST",
        redirect: "manual",
        headers: { "user-agent": "firstframe-listen", ...headers },
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      });
      const snippet = (await response.text()).slice(0, 200);
      if (!downStatuses.includes(response.status)) {
        return { status: response.status, durationMs: now() - begun, snippet, attempts };
      }
      if (attempts === 1) onDown(`it answers ${response.status}`);
    } catch (error) {
      signal.throwIfAborted();
      if (attempts === 1) onDown(reasonOf(error));
    }
    await sleep(pauseMs, signal);
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }
}

/** What `fetch` hides in the cause of its error. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const code = cause instanceof Error ? Reflect.get(cause, "code") : undefined;
  return typeof code === "string" ? code : cause instanceof Error ? cause.message : error.message;
}
