import type {
  Asset,
  AssetList,
  Environment,
  EventList,
  JobList,
  MetricName,
  MetricOverall,
  Scope,
  ServiceStatus,
  View,
  ViewList,
} from "@firstframe/contract";
import { ApiError, readApiError } from "./api-error.ts";

/** Who is signed in: the key behind the session's cookie. */
export interface SessionInfo {
  readonly environment: Environment;
  readonly key_name: string;
  readonly scopes: readonly Scope[];
}

/** Parameters of a list; absent ones are left to the server. */
interface ListOptions {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly asset_id?: string | undefined;
}

/** The calls that the dashboard makes, all to its own origin. Each throws {@link ApiError}, or the abort's reason. */
export interface ApiClient {
  readSession(signal?: AbortSignal): Promise<SessionInfo>;
  signIn(key: string): Promise<void>;
  signOut(): Promise<void>;
  overall(metric: MetricName, hours: number, signal: AbortSignal): Promise<MetricOverall>;
  views(options: ListOptions, signal: AbortSignal): Promise<ViewList>;
  view(id: string, signal: AbortSignal): Promise<View>;
  assets(options: ListOptions, signal: AbortSignal): Promise<AssetList>;
  asset(id: string, signal: AbortSignal): Promise<Asset>;
  jobs(options: ListOptions, signal: AbortSignal): Promise<JobList>;
  /** Oldest first, after a sequence number. */
  events(options: { asset_id: string; after: number }, signal: AbortSignal): Promise<EventList>;
  status(signal: AbortSignal): Promise<ServiceStatus>;
}

interface Options {
  readonly fetch: typeof fetch;
  /** A signal that aborts after so many milliseconds. */
  readonly timeout: (ms: number) => AbortSignal;
  /** Called when the session turns out to be over. */
  readonly onSessionLost: (error: ApiError) => void;
}

const timeoutMs = 20_000;

export function createApiClient({ fetch, timeout, onSessionLost }: Options): ApiClient {
  async function send(path: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
    const limit = timeout(timeoutMs);
    let response: Response;
    try {
      response = await fetch(path, {
        ...init,
        credentials: "same-origin",
        cache: "no-store",
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      const message = limit.aborted
        ? `The server did not answer within ${timeoutMs / 1000} seconds.`
        : "The server cannot be reached. Check the connection, and that it is running.";
      throw new ApiError("unreachable", message, { cause: error });
    }
    if (!response.ok) throw await readApiError(response);
    return response;
  }

  async function read<Body>(path: string, signal?: AbortSignal): Promise<Body> {
    const response = await send(path, { headers: { accept: "application/json" } }, signal);
    if (!response.headers.get("content-type")?.includes("json")) {
      throw new ApiError("unexpected_answer", "The server's answer is not JSON: is this a Firstframe API?", {
        status: response.status,
      });
    }
    return (await response.json()) as Body;
  }

  async function get<Body>(path: string, signal: AbortSignal): Promise<Body> {
    try {
      return await read<Body>(path, signal);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) onSessionLost(error);
      throw error;
    }
  }

  return {
    readSession: (signal) => read("/dashboard/session", signal),
    async signIn(key) {
      const headers = { "content-type": "application/json" };
      await send("/dashboard/session", { method: "POST", headers, body: JSON.stringify({ key }) });
    },
    async signOut() {
      await send("/dashboard/session", { method: "DELETE" });
    },
    overall: (metric, hours, signal) => get(`/v1/metrics/${metric}/overall${query({ hours })}`, signal),
    views: (options, signal) => get(`/v1/views${query(options)}`, signal),
    view: (id, signal) => get(`/v1/views/${encodeURIComponent(id)}`, signal),
    assets: (options, signal) => get(`/v1/assets${query(options)}`, signal),
    asset: (id, signal) => get(`/v1/assets/${encodeURIComponent(id)}`, signal),
    jobs: (options, signal) => get(`/v1/jobs${query(options)}`, signal),
    events: (options, signal) => get(`/v1/events${query(options)}`, signal),
    status: (signal) => get("/v1/status", signal),
  };
}

function query(values: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return parameters.size > 0 ? `?${parameters}` : "";
}
