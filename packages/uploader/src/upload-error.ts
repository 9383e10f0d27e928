import type { RequestErrorCode } from "@firstframe/contract/constants";
import type { FileError } from "./upload-file.ts";

/** A failed step of an upload. */
export class UploadError extends Error implements FileError {
  override readonly name = "UploadError";
  readonly code: string;
  readonly retryable: boolean;
  /** Whether the same request may be sent again by itself. */
  readonly transient: boolean;
  readonly retryAfterS: number | null;

  constructor(
    code: string,
    message: string,
    options: { transient: boolean; retryable?: boolean; retryAfterS?: number | null; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.transient = options.transient;
    this.retryable = options.retryable ?? true;
    this.retryAfterS = options.retryAfterS ?? null;
  }
}

/** After these, another try may help: with another token, or as a new upload. */
const lostStatuses = [401, 403, 404, 410];
const transientStatuses = [408, 409, 423, 425, 429, 460];

/** Answers to HEAD have no body, and proxies know no codes; the status has to do. */
const codesByStatus: Partial<Record<number, RequestErrorCode>> = {
  401: "unauthenticated",
  403: "not_entitled",
  404: "not_found",
  410: "gone",
  413: "payload_too_large",
  429: "rate_limited",
};
const lostCodes: readonly string[] = ["not_entitled", "not_found", "gone"];
const tokenCodes: readonly string[] = ["unauthenticated", "token_expired"];

interface Answer {
  readonly status: number;
  readonly body: string;
  /** The header `Retry-After`: seconds or a date. */
  readonly retryAfter: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The error that an HTTP answer means, in the server's own sentence where it said one (RFC 9457).
 *
 * @param otherwise the sentence where it said none
 */
export function errorOfAnswer({ status, body, retryAfter, now }: Answer, otherwise: string): UploadError {
  const problem = readProblem(body);
  const transient = transientStatuses.includes(status) || status >= 500;
  const said = transient ? undefined : problem?.detail;
  return new UploadError(problem?.code ?? codesByStatus[status] ?? `http_${status}`, said ?? otherwise, {
    transient,
    retryable: transient || lostStatuses.includes(status),
    retryAfterS: readRetryAfter(retryAfter, now),
  });
}

/** {@link errorOfAnswer} of an answer to `fetch`, at that many ms since the epoch. */
export async function errorOfResponse(
  response: Response,
  now: number,
  otherwise: string,
): Promise<UploadError> {
  const { status, headers } = response;
  // A body that breaks off says nothing more than the status.
  const body = await response.text().catch(() => "");
  return errorOfAnswer({ status, body, retryAfter: headers.get("retry-after"), now }, otherwise);
}

/** Whether an upload that was begun cannot be gone on with, so that the next try needs a new one. */
export function isLost(error: UploadError): boolean {
  return lostCodes.includes(error.code);
}

/** Whether a fresh token for the same upload may help. */
export function needsToken(error: UploadError): boolean {
  return tokenCodes.includes(error.code);
}

/** Whether the server asks for a pause of everything, not only of this file. */
export function isRateLimit(error: UploadError): boolean {
  return error.code === "rate_limited";
}

function readRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : (Date.parse(value) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

function readProblem(body: string): { code?: string; detail?: string } | null {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== "object" || value === null) return null;
    const text = (key: string): string | undefined => {
      const found: unknown = Reflect.get(value, key);
      return typeof found === "string" && found !== "" ? found : undefined;
    };
    const [code, detail] = [text("code"), text("detail")];
    return { ...(code !== undefined && { code }), ...(detail !== undefined && { detail }) };
  } catch {
    // Proxies answer in HTML; then the status has to do.
    return null;
  }
}
