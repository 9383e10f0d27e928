import type { RequestErrorCode } from "@firstframe/contract/constants";
import type { PlaybackFault } from "./playback-fault.ts";
import { type PlayerError, type PlayerErrorCode, playerError } from "./player-error.ts";

const byProblem: Partial<Record<RequestErrorCode, PlayerErrorCode>> = {
  token_expired: "token_expired",
  unauthenticated: "not_entitled",
  not_entitled: "not_entitled",
  insufficient_scope: "not_entitled",
  not_found: "not_found",
  gone: "not_found",
  not_ready: "not_ready",
};

/**
 * Finds out what a fault means. A refused request is asked once more, because what media engines keep of an
 * answer lacks its body, in which the server names the reason (RFC 9457, `code`).
 */
export async function explainFault(
  fault: PlaybackFault,
  fetch: typeof globalThis.fetch,
): Promise<PlayerError> {
  if (fault.kind !== "http") return playerError(fault.kind, fault.message);
  const code = fault.url === null ? null : await readProblemCode(fault.url, fetch);
  return playerError((code && byProblem[code]) ?? byStatus(fault.status), fault.message);
}

function byStatus(status: number | null): PlayerErrorCode {
  if (status === 401 || status === 403) return "not_entitled";
  if (status === 404 || status === 410) return "not_found";
  if (status === 409) return "not_ready";
  return status === null || status === 0 ? "network" : "server";
}

async function readProblemCode(
  url: string,
  fetch: typeof globalThis.fetch,
): Promise<RequestErrorCode | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    if (response.ok || !response.headers.get("content-type")?.includes("json")) {
      await response.body?.cancel();
      return null;
    }
    const problem: { code?: RequestErrorCode } = await response.json();
    return problem.code ?? null;
  } catch {
    // The reason stays unknown; the status that was seen first still says enough.
    return null;
  }
}
