import { readFile } from "node:fs/promises";
import type { CreateUpload } from "@firstframe/contract";
import type { RunningIngest } from "../../ingest/testing/start-ingest.ts";
import { type FetchOptions, fetchUrl } from "../fetch-url.ts";
import { tusSender } from "../tus-sender.ts";
import { webFile } from "./web-server.ts";

type Overrides = Partial<Pick<FetchOptions, "resolve" | "timeouts" | "now" | "signal">> & {
  readonly limits?: CreateUpload;
  /** Of an upload that an earlier fetch has begun. */
  readonly upload?: FetchOptions["dispatch"]["upload"];
};

/** Fetches a URL into an upload of a real ingest, with waits that take no time, and tells what came of it. */
export async function fetchInto(
  { api, url: ingestUrl, ingest }: RunningIngest,
  url: string,
  allowedHosts: string[],
  { limits = {}, upload: begun, ...options }: Overrides = {},
) {
  const upload = begun ?? newUpload();
  const slept: number[] = [];
  const shares: number[] = [];
  const failure = await fetchUrl({
    dispatch: { url, allowed_hosts: allowedHosts, upload },
    sender: tusSender(upload, fetch),
    resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    timeouts: { answerMs: 5_000, idleMs: 5_000 },
    retry: {
      ...{ attempts: 4, baseMs: 1, maximumMs: 2, random: () => 1 },
      sleep: async (ms) => void slept.push(ms),
    },
    now: Date.now,
    signal: new AbortController().signal,
    onProgress: (share) => shares.push(share),
    ...options,
  }).then(
    () => null,
    (error: { code?: string; message: string }) => error,
  );
  const stored = await readFile(ingest.fileOf(upload.id)).catch(() => null);
  const report = api.reports.find((entry) => entry.id === upload.id && entry.report.kind === "received");
  return {
    ...{ upload, slept, shares, stored },
    outcome: failure === null ? "fetched" : (failure.code ?? failure.message),
    detail: failure?.message ?? "",
    isWhole: stored?.equals(webFile) ?? false,
    received: report?.report,
  };

  function newUpload(): FetchOptions["dispatch"]["upload"] {
    const { id, token } = api.newUpload(limits);
    return { id, token, endpoint: `${ingestUrl}/v1/tus`, max_size_bytes: limits.max_size_bytes ?? 1_000_000 };
  }
}
