import type { FetchDispatch } from "@firstframe/contract";
import type { LeasedTask } from "../task-runner.ts";
import { type FetchOptions, fetchUrl } from "./fetch-url.ts";
import { tusSender } from "./tus-sender.ts";

interface FetchTaskOptions extends Pick<FetchOptions, "resolve" | "timeouts" | "retry" | "now"> {
  readonly fetch: typeof fetch;
}

/** Fetches a file into its upload, and says so. */
export async function fetchTask(
  { api, dispatch, attempt, heartbeat, signal }: LeasedTask<FetchDispatch>,
  { fetch, ...options }: FetchTaskOptions,
): Promise<void> {
  await fetchUrl({
    ...{ ...options, dispatch, signal },
    sender: tusSender(dispatch.upload, fetch),
    onProgress: (share) => heartbeat.report("fetching", share),
  });
  // From here on the task may already be over, and a beat refused for that must not undo it.
  heartbeat.stop();
  await api.complete({ kind: "fetch", attempt }, signal);
}
