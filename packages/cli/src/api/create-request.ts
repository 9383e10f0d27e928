import { apiVersionHeader, currentApiVersion } from "@firstframe/contract/constants";
import { FirstframeConnectionError, FirstframeError, type FirstframeErrorCode } from "@firstframe/sdk";
import type { Connection } from "../connection/read-connection.ts";
import type { Surroundings } from "../surroundings.ts";
import type { ApiCall, Probe } from "./create-probe.ts";

/** Further attempts after the first. */
const maximumRetries = 3;
const transientStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];

/** Makes a call that the SDK has no method for, with its retries and its errors. */
export type Request = <Result>(call: ApiCall) => Promise<Result>;

/**
 * @param uuid names each `POST`, so that repeating it does nothing twice
 */
export function createRequest(
  probe: Probe,
  { apiUrl }: Connection,
  { sleep, random, signal }: Pick<Surroundings, "sleep" | "random" | "signal">,
  uuid: () => string,
): Request {
  return async <Result>(call: ApiCall): Promise<Result> => {
    const headers = {
      // The types here are those of this version, whatever the key is pinned to.
      [apiVersionHeader]: currentApiVersion,
      ...(call.method === "POST" && { "idempotency-key": uuid() }),
      ...call.headers,
    };
    for (let retries = 0; ; retries++) {
      const outcome = await probe({ ...call, headers }).catch((cause: unknown) => {
        if (signal.aborted) throw signal.reason;
        const reason = cause instanceof Error ? cause.message : String(cause);
        return new FirstframeConnectionError(
          "network",
          `${call.method} ${apiUrl}${call.path} did not get through (${reason}). Check the address and that the API can be reached.`,
          { cause },
        );
      });
      const failed = outcome instanceof FirstframeConnectionError;
      if (!failed && outcome.status < 400) return outcome.body as Result;
      const error = failed ? outcome : refusalOf(outcome.status, outcome.headers, outcome.body);
      const isTransient = failed || (transientStatuses.includes(outcome.status) && error.retryable);
      if (!isTransient || retries === maximumRetries) throw error;
      const askedS = failed ? 0 : Number(outcome.headers.get("retry-after") ?? 0) || 0;
      await sleep(askedS * 1000 + random() * 500 * 2 ** retries, signal);
    }
  };
}

function refusalOf(status: number, headers: Headers, body: unknown): FirstframeError {
  const read = (name: string): unknown =>
    typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
  const detail = read("detail");
  const code = read("code");
  const errors = read("errors");
  const requestId = read("request_id") ?? headers.get("x-request-id");
  const isProblem = typeof detail === "string" && typeof code === "string";
  return new FirstframeError(
    isProblem
      ? detail
      : `The API answered ${status} without saying why. Check that the address is that of the API, and what is between.`,
    {
      code: isProblem ? (code as FirstframeErrorCode) : "unexpected_response",
      status,
      requestId: typeof requestId === "string" ? requestId : null,
      retryable: read("retryable") !== false && transientStatuses.includes(status),
      errors: Array.isArray(errors) ? errors : [],
    },
  );
}
