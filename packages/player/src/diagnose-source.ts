import { type PlaybackError, type PlaybackErrorCode, playbackError } from "./playback-error.ts";

interface Answer {
  readonly status: number;
  /** `code` and `detail` of an `application/problem+json` body, where there was one. */
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
}

const byProblemCode: Readonly<Record<string, PlaybackErrorCode>> = {
  not_found: "manifest_not_found",
  gone: "gone",
  not_ready: "not_ready",
  not_entitled: "not_entitled",
  unauthenticated: "unauthenticated",
  token_expired: "token_expired",
  rate_limited: "rate_limited",
};

const byStatus: Readonly<Record<number, PlaybackErrorCode>> = {
  401: "unauthenticated",
  403: "not_entitled",
  404: "manifest_not_found",
  409: "not_ready",
  410: "gone",
  429: "rate_limited",
};

/** What a refusing answer to a playlist request means; null when the answer was no refusal. */
export function errorOfAnswer(answer: Answer): PlaybackError | null {
  if (answer.status < 400) return null;
  const code = byProblemCode[answer.code ?? ""] ?? byStatus[answer.status] ?? "server";
  return playbackError(code, code === "gone" ? answer.detail : undefined);
}

/**
 * Asks for the playlist once more to learn why playback broke, since neither Safari's own player nor a failed
 * segment tells the server's reason.
 *
 * @param seen what broke as the player saw it, which stands when the playlist itself is fine
 */
export async function diagnoseSource(
  url: string,
  seen: PlaybackErrorCode,
  fetchPage: typeof fetch,
  signal: AbortSignal,
): Promise<PlaybackError> {
  try {
    const response = await fetchPage(url, { signal });
    const problem = response.headers.get("content-type")?.startsWith("application/problem+json")
      ? readProblem(await response.json())
      : {};
    return errorOfAnswer({ status: response.status, ...problem }) ?? playbackError(seen);
  } catch {
    // No answer, or one that is cut short: the connection is what is wrong.
    return playbackError(seen === "decode" ? "decode" : "network");
  }
}

function readProblem(body: unknown): Pick<Answer, "code" | "detail"> {
  if (typeof body !== "object" || body === null) return {};
  return {
    code: "code" in body && typeof body.code === "string" ? body.code : undefined,
    detail: "detail" in body && typeof body.detail === "string" ? body.detail : undefined,
  };
}
