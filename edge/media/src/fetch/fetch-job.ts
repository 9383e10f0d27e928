import type { FetchDispatch } from "@firstframe/contract";
import type { LeasedJob } from "../job-runner.ts";
import type { RetryPolicy } from "../retry.ts";
import { fetchUrl } from "./fetch-url.ts";
import type { ResolveAll } from "./public-lookup.ts";
import { tusSender } from "./tus-sender.ts";

interface FetchJobOptions {
  readonly fetch: typeof fetch;
  readonly resolve: ResolveAll;
  readonly retry: RetryPolicy;
}

/** Fetches a file into its upload, and says so. */
export async function fetchJob(
  { api, dispatch, attempt, heartbeat, signal }: LeasedJob<FetchDispatch>,
  { fetch, resolve, retry }: FetchJobOptions,
): Promise<void> {
  await fetchUrl({
    ...{ dispatch, resolve, retry, signal },
    sender: tusSender(dispatch.upload, fetch),
    onProgress: (share) => heartbeat.report("fetching", share),
  });
  await api.fetched({ attempt }, signal);
  heartbeat.stop();
}
