import type { Problem } from "@firstframe/contract";
import { apiVersionHeader, currentApiVersion } from "@firstframe/contract/constants";
import { ApiFailure } from "./api-failure.ts";

/** Same-origin calls to the API; the session's cookie goes with them. */
export interface ApiClient {
  /** Reads one resource. Rejects with {@link ApiFailure}, or with the signal's reason when aborted. */
  get<Resource>(path: string, signal?: AbortSignal): Promise<Resource>;
  /** Calls that answer nothing. Rejects with {@link ApiFailure}. */
  send(method: "POST" | "DELETE", path: string, body?: unknown): Promise<void>;
}

/** @param request the page's `fetch` */
export function createApiClient(request: typeof fetch): ApiClient {
  async function call(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      // Served by the API itself, it always speaks the current version, whatever the session's key is pinned to.
      const headers = { ...init.headers, [apiVersionHeader]: currentApiVersion };
      response = await request(path, { credentials: "same-origin", cache: "no-store", ...init, headers });
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw new ApiFailure(
        {
          status: 0,
          code: "unreachable",
          detail: "The server cannot be reached. Check the network.",
          requestId: null,
        },
        { cause },
      );
    }
    if (!response.ok) throw await readFailure(response);
    return response;
  }

  return {
    async get<Resource>(path: string, signal?: AbortSignal) {
      const response = await call(path, signal ? { signal } : {});
      return (await response.json()) as Resource;
    },
    async send(method, path, body) {
      await call(
        path,
        body === undefined
          ? { method }
          : { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) },
      );
    },
  };
}

async function readFailure(response: Response): Promise<ApiFailure> {
  const requestId = response.headers.get("x-request-id");
  if (!response.headers.get("content-type")?.includes("json")) {
    const detail = `The server answered with ${response.status} ${response.statusText}`.trimEnd();
    return new ApiFailure({ status: response.status, code: "unexpected", detail: `${detail}.`, requestId });
  }
  const problem = (await response.json()) as Partial<Problem>;
  return new ApiFailure({
    status: response.status,
    code: problem.code ?? "unexpected",
    detail: problem.detail ?? problem.title ?? `The server answered with ${response.status}.`,
    requestId: problem.request_id ?? requestId,
  });
}
