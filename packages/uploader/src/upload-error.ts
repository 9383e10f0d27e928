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

const transientStatuses = [408, 409, 423, 425, 429];

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | null;
}

/** The error that an HTTP answer means; the server's own sentence where it said one (RFC 9457). */
export function errorOfAnswer({ status, body, retryAfter }: Answer, otherwise: string): UploadError {
  const problem = readProblem(body);
  const transient = transientStatuses.includes(status) || status >= 500;
  return new UploadError(problem?.code ?? `http_${status}`, (!transient && problem?.detail) || otherwise, {
    transient,
    retryable: transient || status === 401 || status === 410,
    retryAfterS: retryAfter !== null && Number(retryAfter) >= 0 ? Number(retryAfter) : null,
  });
}

function readProblem(body: string): { code?: string; detail?: string } | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    // Proxies answer in HTML; then the status has to do.
    return null;
  }
}
