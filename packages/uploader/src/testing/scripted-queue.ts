import type { UploadGrant, UploadStatus } from "@firstframe/contract";
import { english } from "../locales/en.ts";
import type { UploadEndpoint } from "../request-grant.ts";
import type { SendOptions } from "../send-upload.ts";
import type { UploadClaims } from "../upload-claims.ts";
import { UploadError } from "../upload-error.ts";
import type { UploadFile } from "../upload-file.ts";
import { UploadQueue } from "../upload-queue.ts";
import type { UploadRecord } from "../upload-records.ts";

export const grant = {
  id: "upl_1",
  asset_id: "ast_1",
  endpoint: "https://video.test/v1/tus",
  token: "token",
  token_expires_at: "2999-01-01T00:00:00.000Z",
  status_url: "https://video.test/status",
} as UploadGrant;

export const began = { uploadUrl: "https://video.test/v1/tus/upl_1", partUrls: null };

/** What an earlier page has left of the file that the tests send. */
export const recordOf = (change: Partial<UploadGrant> = {}, copy: Blob | null = null): UploadRecord => ({
  ...{ fingerprint: "print", name: "clip.mp4", size: 1000, type: "video/mp4", partUrls: null, savedAt: 0 },
  grant: { ...grant, ...change },
  uploadUrl: "https://video.test/v1/tus/upl_0",
  ...{ handle: null, copy },
});

export const transient = () => new UploadError("network", "broken", { transient: true });

/** A queue whose network is a script: each send does what the next step says. */
export function queueWith(
  steps: ((options: SendOptions) => Promise<void>)[],
  options: {
    online?: () => boolean;
    fetch?: typeof fetch;
    endpoint?: UploadEndpoint;
    sleep?: (ms: number) => Promise<void>;
    parallel?: number;
    fingerprint?: (file: Blob) => Promise<string | null>;
    streams?: number;
    /** Fingerprints of what another page is sending. */
    claimed?: readonly string[];
    claims?: UploadClaims;
    now?: () => number;
  } = {},
) {
  const history: string[] = [];
  const slept: number[] = [];
  const saved = new Map<string, UploadRecord>();
  const sends: SendOptions[] = [];
  const terminated: string[] = [];
  const terminatedWith: string[] = [];
  const pauses: (number | null)[] = [];
  let made = 0;
  let waiters: (() => void)[] = [];
  const queue = new UploadQueue({
    endpoint: () => options.endpoint ?? (async () => grant),
    strings: () => english,
    parallel: () => options.parallel ?? 1,
    send: (sendOptions) => {
      sends.push(sendOptions);
      return (steps.shift() ?? (async () => undefined))(sendOptions);
    },
    terminate: async ({ id, token }, url) => {
      terminated.push(url ?? id);
      terminatedWith.push(token);
    },
    streams: () => options.streams ?? 1,
    fetch: options.fetch ?? (async () => Response.json({ asset: { status: "ready" } } as UploadStatus)),
    fingerprint: options.fingerprint ?? (async () => "print"),
    records: {
      load: async (fingerprint) => saved.get(fingerprint) ?? null,
      save: async (record) => void saved.set(record.fingerprint, record),
      remove: async (fingerprint) => void saved.delete(fingerprint),
      list: async () => [...saved.values()],
    },
    claims: options.claims ?? {
      claim: async (name) => (options.claimed?.includes(name) ? null : () => undefined),
      isClaimed: async (name) => options.claimed?.includes(name) ?? false,
    },
    onPause: () => pauses.push(queue.pausedUntil),
    online: options.online ?? (() => true),
    now: options.now ?? (() => 0),
    random: () => 0.5,
    makeId: () => String(++made),
    sleep: async (ms) => {
      slept.push(ms);
      await options.sleep?.(ms);
    },
    onChange: (file: UploadFile, before) => {
      if (file.status !== before?.status) history.push(file.status);
      const woken = waiters;
      waiters = [];
      for (const wake of woken) wake();
    },
  });
  const until = async (status: string) => {
    while (!history.includes(status)) await new Promise<void>((wake) => waiters.push(wake));
  };
  return { queue, history, slept, saved, sends, terminated, terminatedWith, until, pauses };
}

export const clip = (name = "clip.mp4") => new File(["x".repeat(1000)], name, { type: "video/mp4" });

/** Sends until it is stopped. */
export const endless = ({ signal, onUrls }: SendOptions) =>
  new Promise<void>((_done, fail) => {
    onUrls(began);
    signal.addEventListener("abort", () => fail(signal.reason));
  });
