import type { TaskDispatch } from "@firstframe/contract";
import type { DispatchOutcome, MediaWorkers } from "../domain/ports.ts";

interface Options {
  /** Where the workers are: any of them takes any task. */
  readonly urls: readonly string[];
  readonly secret: string;
  /** From 0 to 1, to begin with any of them. */
  readonly random: () => number;
}

const timeout = 10_000;

/** Media workers behind `fetch`: a container's stub, or addresses. */
export function httpMediaWorkers(
  fetchWorker: (request: Request) => Promise<Response>,
  { urls, secret, random }: Options,
): MediaWorkers {
  async function offer(url: string, dispatch: TaskDispatch): Promise<DispatchOutcome> {
    const request = new Request(`${url}/tasks`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
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
  }

  return {
    async dispatch(dispatch) {
      const first = Math.floor(random() * urls.length);
      let outcome: DispatchOutcome = { kind: "unreachable", reason: "there is no media worker" };
      for (let at = 0; at < urls.length; at++) {
        const next = await offer(urls[(first + at) % urls.length] ?? "", dispatch);
        if (next.kind === "accepted") return next;
        // One that is busy will have room; one that is out of reach may stay so.
        if (outcome.kind !== "busy") outcome = next;
      }
      return outcome;
    },
  };
}
