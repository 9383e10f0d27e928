import { apiVersionHeader, currentApiVersion } from "@firstframe/contract/constants";
import { checkedHeader } from "./checked-header.ts";
import { FirstframeConnectionError } from "./firstframe-connection-error.ts";
import { errorFromAnswer, FirstframeError } from "./firstframe-error.ts";
import { readRetryAfter } from "./read-retry-after.ts";
import type { ApiRequest, Send } from "./request.ts";
import { retryDelay, shouldRetry } from "./retry-policy.ts";
import type { Runtime } from "./runtime.ts";
import { withTimeout } from "./with-timeout.ts";

interface Settings {
  readonly apiKey: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly maxRetries: number;
  readonly runtime: Runtime;
}

/** What became of one attempt. */
type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly error: FirstframeError | FirstframeConnectionError;
      readonly retryAfterMs: number | null;
    };

/** Makes the function through which every call goes: authorisation, retries, errors. */
export function createSend(settings: Settings): Send {
  const { runtime } = settings;

  return async <Result>(request: ApiRequest): Promise<Result> => {
    const { options = {} } = request;
    const key = options.idempotencyKey ?? (request.method === "POST" ? runtime.uuid() : undefined);
    const maxRetries = options.maxRetries ?? settings.maxRetries;
    const timeoutMs = options.timeoutMs ?? settings.timeoutMs;
    const deadline = runtime.now() + settings.deadlineMs;
    const url = urlOf(settings.baseUrl, request);
    const init = initOf(settings.apiKey, request, key);

    for (let retries = 0; ; retries++) {
      const left = deadline - runtime.now();
      const outcome = await attempt(runtime, url, init, Math.min(timeoutMs, left), options.signal);
      if (outcome.ok) return outcome.value as Result;
      const { error, retryAfterMs } = outcome;
      // The attempt before may have removed it and only its answer was lost.
      if (retries > 0 && request.method === "DELETE" && error.code === "not_found")
        return undefined as Result;
      const delay = retryDelay(retries, retryAfterMs, runtime.random());
      const worthwhile = retries < maxRetries && shouldRetry(error, request.method, key);
      if (!worthwhile || runtime.now() + delay >= deadline) throw error;
      await runtime.sleep(delay, options.signal);
    }
  };
}

async function attempt(
  runtime: Runtime,
  url: string,
  init: RequestInit,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  try {
    return await withTimeout(timeoutMs, signal, async (combined) => {
      const response = await runtime.fetch(url, { ...init, signal: combined });
      return outcomeOf(response, await response.text(), runtime.now());
    });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    return { ok: false, error: connectionError(error, `${init.method} ${url}`), retryAfterMs: null };
  }
}

function outcomeOf({ ok, status, headers }: Response, text: string, now: number): Outcome {
  if (!ok) {
    const error = errorFromAnswer(status, headers, text);
    return { ok, error, retryAfterMs: readRetryAfter(headers.get("retry-after"), now) };
  }
  if (text === "") return { ok, value: undefined };
  try {
    return { ok, value: JSON.parse(text) };
  } catch (cause) {
    const details = {
      code: "unexpected_response",
      status,
      requestId: headers.get("x-request-id"),
      retryable: false,
    } as const;
    const message = "The answer is not JSON. Check that baseUrl is that of the API, and what is between.";
    return { ok: false, error: new FirstframeError(message, details, { cause }), retryAfterMs: null };
  }
}

function connectionError(cause: unknown, call: string): FirstframeConnectionError {
  if (cause instanceof DOMException && cause.name === "TimeoutError") {
    return new FirstframeConnectionError("timeout", `${call}: ${cause.message}.`, { cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `${call} did not get through (${reason}). Check baseUrl and that the API can be reached.`;
  return new FirstframeConnectionError("network", message, { cause });
}

function urlOf(baseUrl: string, { path, query = {} }: ApiRequest): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) search.set(`${name}[${key}]`, inner);
    } else if (value !== undefined) search.set(name, String(value));
  }
  return `${baseUrl}${path}${search.size > 0 ? `?${search}` : ""}`;
}

function initOf(
  apiKey: string,
  { method, body, options = {} }: ApiRequest,
  idempotencyKey: string | undefined,
): RequestInit {
  const headers: Record<string, string> = {
    accept: "application/json",
    authorization: `Bearer ${apiKey}`,
    // The types of this release are those of this version: whatever the key is pinned to, answers are to fit them.
    [apiVersionHeader]: currentApiVersion,
  };
  if (idempotencyKey !== undefined)
    headers["idempotency-key"] = checkedHeader("idempotencyKey", idempotencyKey);
  if (options.traceparent !== undefined)
    headers.traceparent = checkedHeader("traceparent", options.traceparent);
  if (body !== undefined) headers["content-type"] = "application/json";
  // The API never redirects; following one would hand the request to whoever answered.
  return {
    method,
    headers,
    redirect: "manual",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}
