import type { Connection } from "../connection/read-connection.ts";
import type { Surroundings } from "../surroundings.ts";

interface ApiCall {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** From the API's address on, with a leading slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** What its JSON says; the text where it is none. */
  readonly body: unknown;
}

/** Makes one request with the key and tells what came, whatever it is. Rejects only where no answer came. */
export type Probe = (call: ApiCall) => Promise<Answer>;

/** Milliseconds that an answer may take. */
const patienceMs = 30_000;

export function createProbe(
  { apiUrl, secretKey }: Connection,
  { fetch, signal }: Pick<Surroundings, "fetch" | "signal">,
): Probe {
  return async ({ method, path, query = {}, body, headers }) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) search.set(name, String(value));
    }
    const response = await fetch(`${apiUrl}${path}${search.size > 0 ? `?${search}` : ""}`, {
      method,
      // Following one would hand the key to whoever is at its end.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      headers: {
        accept: "application/json",
        authorization: `Bearer ${secretKey}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
