import type { DispatchOutcome, MediaWorkers } from "../domain/ports.ts";

const timeout = 10_000;

/** Media workers behind `fetch`: a container's stub, or an address. */
export function httpMediaWorkers(
  fetchWorker: (request: Request) => Promise<Response>,
  options: { url: string; secret: string },
): MediaWorkers {
  return {
    async dispatch(dispatch): Promise<DispatchOutcome> {
      const request = new Request(`${options.url}/tasks`, {
        method: "POST",
        headers: { authorization: `Bearer ${options.secret}`, "content-type": "application/json" },
        body: JSON.stringify(dispatch),
        signal: AbortSignal.timeout(timeout),
      });
      let response: Response;
      try {
        response = await fetchWorker(request);
      } catch (error) {
        return { kind: "unreachable", reason: String(error) };
      }
      await response.body?.cancel();
      if (response.status === 202) return { kind: "accepted" };
      if (response.status === 503) {
        return { kind: "busy", retryAfterS: Number(response.headers.get("retry-after")) || 2 };
      }
      return { kind: "unreachable", reason: `the media worker answered ${response.status}` };
    },
  };
}
