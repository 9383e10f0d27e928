import type { Video, VideoList, VideoPlayback } from "../server/video.ts";

/** This application's server refused, or was not reached. The message is fit to be shown. */
export class DemoApiError extends Error {
  override readonly name = "DemoApiError";
  /** HTTP status; 0 when no answer came. */
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

export interface DemoApi {
  listVideos(limit: number, signal: AbortSignal): Promise<VideoList>;
  readVideo(id: string, signal: AbortSignal): Promise<Video>;
  readPlayback(id: string): Promise<VideoPlayback>;
  deleteVideo(id: string): Promise<void>;
  readConfig(): Promise<{ readonly api: string }>;
}

/** Calls of this application's own server; each throws {@link DemoApiError}, or the signal's reason. */
export function createDemoApi(fetch: (url: string, init: RequestInit) => Promise<Response>): DemoApi {
  async function call<Result>(url: string, init: RequestInit = {}): Promise<Result> {
    try {
      const response = await fetch(url, init);
      const text = await response.text();
      const body: unknown = text === "" ? undefined : JSON.parse(text);
      if (!response.ok) throw new DemoApiError(response.status, detailOf(body));
      return body as Result;
    } catch (cause) {
      if (init.signal?.aborted) throw init.signal.reason;
      if (cause instanceof DemoApiError) throw cause;
      throw new DemoApiError(0, "The server cannot be reached. Check your connection.", { cause });
    }
  }
  return {
    listVideos: (limit, signal) => call(`/api/videos?limit=${limit}`, { signal }),
    readVideo: (id, signal) => call(`/api/videos/${encodeURIComponent(id)}`, { signal }),
    readPlayback: (id) => call(`/api/videos/${encodeURIComponent(id)}/playback`),
    deleteVideo: (id) => call(`/api/videos/${encodeURIComponent(id)}`, { method: "DELETE" }),
    readConfig: () => call("/api/config"),
  };
}

function detailOf(body: unknown): string {
  return typeof body === "object" && body !== null && "detail" in body && typeof body.detail === "string"
    ? body.detail
    : "Something went wrong. Try again in a moment.";
}
