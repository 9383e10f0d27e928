import { Firstframe } from "@firstframe/sdk";
import type { Connection } from "../connection/read-connection.ts";
import type { Surroundings } from "../surroundings.ts";

/** The SDK's client, whose every call ends when the user asks to stop. */
export function createApi(
  { secretKey, apiUrl }: Pick<Connection, "secretKey" | "apiUrl">,
  { fetch, now, random, sleep, signal }: Pick<Surroundings, "fetch" | "now" | "random" | "sleep" | "signal">,
): Firstframe {
  return new Firstframe({
    apiKey: secretKey,
    baseUrl: apiUrl,
    runtime: {
      fetch: (url, init) =>
        fetch(url, { ...init, signal: init.signal ? AbortSignal.any([init.signal, signal]) : signal }),
      now,
      random,
      sleep: (ms, own) => sleep(ms, own ?? signal),
    },
  });
}
