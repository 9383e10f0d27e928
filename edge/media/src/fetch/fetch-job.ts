import type { FetchDispatch } from "@firstframe/contract";
import type { LeasedJob } from "../job-runner.ts";
import { type FetchOptions, fetchUrl } from "./fetch-url.ts";
import { tusSender } from "./tus-sender.ts";

interface FetchJobOptions extends Pick<FetchOptions, "resolve" | "timeouts" | "retry" | "now"> {
  readonly fetch: typeof fetch;
}

/** Fetches a file into its upload, and says so. */
export async function fetchJob(
  { api, dispatch, attempt, heartbeat, signal }: LeasedJob<FetchDispatch>,
  { fetch, ...options }: FetchJobOptions,
): Promise<void> {
  await fetchUrl({
    ...{ ...options, dispatch, signal },
    sender: tusSender(dispatch.upload, fetch),
    onProgress: (share) => heartbeat.report("fetching", share),
  });
  // From here on the job may already be over, and a beat refused for that must not undo it.
  heartbeat.stop();
  await api.fetched({ attempt }, signal);
}
