import {
  type Heartbeat,
  type Lease,
  lease as leaseSchema,
  nextTask,
  type Produced,
  type TaskDispatch,
  type TaskFailure,
  type TaskResult,
} from "@firstframe/contract";
import { type RetryPolicy, retry } from "./retry.ts";

/** The task is not this worker's (any more): stop, and make no further calls about it. */
export class TaskLostError extends Error {
  override readonly name = "TaskLostError";
}

/** A call failed. `status` is null when there was no answer at all. */
export class ApiCallError extends Error {
  override readonly name = "ApiCallError";
  readonly status: number | null;

  constructor(message: string, status: number | null, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }

  get retryable(): boolean {
    return this.status === null || this.status >= 500 || [408, 425, 429].includes(this.status);
  }
}

/** The API's side of one task. Every call throws TaskLostError, ApiCallError, or the signal's reason. */
export interface TaskApi {
  lease(workerId: string, signal: AbortSignal): Promise<Lease>;
  /** One try, since another beat follows anyway. */
  heartbeat(beat: Heartbeat, signal: AbortSignal): Promise<void>;
  /**
   * One try; answers 200 with the source from `offset` on, or 416 when it is whole and has no byte there. While it grows, the body
   * follows it to its end, and begins once it has grown to `offset`.
   */
  openSource(offset: number, signal: AbortSignal): Promise<Response>;
  putOutput(attempt: number, path: string, body: Blob, signal: AbortSignal): Promise<void>;
  produced(produced: Produced, signal: AbortSignal): Promise<void>;
  complete(result: TaskResult, signal: AbortSignal): Promise<void>;
  fail(failure: TaskFailure, signal: AbortSignal): Promise<void>;
  /** Another task of the same job that waits; null where there is none. */
  next(signal: AbortSignal): Promise<TaskDispatch | null>;
}

interface TaskApiOptions {
  readonly taskUrl: string;
  readonly token: string;
  readonly fetch: typeof fetch;
  readonly retry: RetryPolicy;
}

const callTimeoutMs = 15_000;
const uploadTimeoutMs = 120_000;

export function createTaskApi(options: TaskApiOptions): TaskApi {
  const { taskUrl, token } = options;

  async function call(path: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
    let response: Response;
    try {
      response = await options.fetch(`${taskUrl}${path}`, {
        ...init,
        signal,
        headers: { ...init.headers, authorization: `Bearer ${token}` },
      });
    } catch (cause) {
      throw new ApiCallError(`${init.method} ${path} got no answer`, null, { cause });
    }
    if (response.ok || (response.status === 416 && path.startsWith("/source"))) return response;
    const said = await response.text().then(
      (text) => text.slice(0, 500),
      () => "",
    );
    const message = `${init.method} ${path} was answered by ${response.status}: ${said}`;
    if ([404, 409, 410].includes(response.status)) throw new TaskLostError(message);
    throw new ApiCallError(message, response.status);
  }

  async function once(
    path: string,
    init: RequestInit,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<string> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const response = await call(path, init, limited);
    try {
      return await response.text();
    } catch (cause) {
      throw new ApiCallError(`The answer to ${init.method} ${path} broke off`, null, { cause });
    }
  }

  function post(body: unknown): RequestInit {
    return { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  }

  function persistently(
    path: string,
    init: RequestInit,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<string> {
    return retry(() => once(path, init, timeoutMs, signal), isRetryable, options.retry, signal);
  }

  return {
    async lease(workerId, signal) {
      const text = await persistently("/lease", post({ worker_id: workerId }), callTimeoutMs, signal);
      return leaseSchema.parse(JSON.parse(text));
    },
    async heartbeat(beat, signal) {
      await once("/heartbeat", post(beat), callTimeoutMs, signal);
    },
    openSource(offset, signal) {
      // An encoded body would have other offsets than the file; and a range would have to know its end.
      const headers = { "accept-encoding": "identity" };
      const from = offset > 0 ? `&offset=${offset}` : "";
      return call(`/source?follow=true${from}`, { method: "GET", headers }, signal);
    },
    async putOutput(attempt, path, body, signal) {
      const init = { method: "PUT", body, headers: { "content-type": body.type } };
      await persistently(`/outputs/${attempt}/${path}`, init, uploadTimeoutMs, signal);
    },
    async complete(result, signal) {
      await persistently("/complete", post(result), callTimeoutMs, signal);
    },
    async produced(produced, signal) {
      await persistently("/produced", post(produced), callTimeoutMs, signal);
    },
    async fail(failure, signal) {
      await persistently("/fail", post(failure), callTimeoutMs, signal);
    },
    async next(signal) {
      const text = await once("/next", post({}), callTimeoutMs, signal);
      return text === "" ? null : nextTask.parse(JSON.parse(text));
    },
  };
}

function isRetryable(error: unknown): boolean {
  return error instanceof ApiCallError && error.retryable;
}
