import { SELF } from "cloudflare:test";
import { allRoutes } from "../routes/all-routes.ts";
import { nameOf } from "../versions/bodies-in-version.ts";

/** What the API answered to one call. */
export interface RecordedAnswer {
  /** Such as `GET /v1/jobs/:id`. */
  readonly route: string;
  readonly status: number;
  /** The version that it says it is in. */
  readonly version: string | null;
  /** Null where there is none. */
  readonly body: unknown;
}

/** A `fetch` that calls the Worker, with everything that it answered. */
export function recordedFetch(): {
  readonly answers: readonly RecordedAnswer[];
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
} {
  const answers: RecordedAnswer[] = [];
  return {
    answers,
    async fetch(url, init) {
      const response = await SELF.fetch(url, init);
      const text = await response.clone().text();
      answers.push({
        route: routeOf(init.method ?? "GET", new URL(url).pathname),
        status: response.status,
        version: response.headers.get("firstframe-version"),
        body: text === "" ? null : JSON.parse(text),
      });
      return response;
    },
  };
}

function routeOf(method: string, path: string): string {
  const route = allRoutes.find(
    (candidate) =>
      candidate.method === method && new RegExp(`^${candidate.path.replace(/:\w+/g, "[^/]+")}$`).test(path),
  );
  return route ? nameOf(route) : `${method} ${path}`;
}
