import type { QueueEntry } from "./queue-entry.ts";
import { requestGrant, type UploadEndpoint } from "./request-grant.ts";
import type { ResumeStore } from "./resume-store.ts";
import { retryDelay } from "./retry-delay.ts";
import { speedMeter } from "./speed-meter.ts";
import type { UploaderStrings } from "./strings.ts";
import type { SendOptions } from "./tus-transport.ts";
import { isLost, UploadError } from "./upload-error.ts";
import { type FileSignal, isOver } from "./upload-file.ts";

/** Tries in a row without a byte of progress before a file fails (it can be tried again by hand). */
const patience = 8;

export interface SendDependencies {
  readonly endpoint: () => UploadEndpoint;
  readonly strings: () => UploaderStrings;
  readonly send: (options: SendOptions) => Promise<void>;
  readonly fetch: typeof fetch;
  /** Null where the page cannot take one; throws where the file cannot be read. */
  readonly fingerprint: (file: Blob) => Promise<string | null>;
  readonly store: ResumeStore;
  readonly online: () => boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface Step extends SendDependencies {
  readonly tell: (signal: FileSignal) => void;
  /** Marks the file as offline and aborts this run. */
  readonly waitForNetwork: () => void;
}

/**
 * Sends the whole file, through as many interruptions as it takes.
 *
 * @param all every entry of the list: two with the same content must not write into one upload
 * @throws UploadError where it is not worth trying on
 */
export async function sendFile(
  entry: QueueEntry,
  all: Iterable<QueueEntry>,
  signal: AbortSignal,
  step: Step,
): Promise<void> {
  const others = [...all].filter((other) => other !== entry);
  let failures = 0;
  for (;;) {
    const sentBefore = entry.state.sentBytes;
    try {
      await attempt(entry, others, signal, step);
      if (entry.fingerprint) step.store.remove(entry.fingerprint);
      return;
    } catch (error) {
      if (signal.aborted || !(error instanceof UploadError)) throw error;
      if (isLost(error)) {
        const { recalled } = entry;
        startOver(entry, step);
        // What an earlier page began is gone by now; nobody who picks the file has to know.
        if (recalled) continue;
      }
      if (!error.transient) throw error;
      failures = entry.state.sentBytes > sentBefore ? 1 : failures + 1;
      if (!step.online()) step.waitForNetwork();
      signal.throwIfAborted();
      await assertReadable(entry.file, step.strings());
      if (failures >= patience) throw error;
      const delay = retryDelay(failures, error.retryAfterS, step.random());
      step.tell({ type: "interrupt", online: true, retryAt: step.now() + delay });
      await step.sleep(delay, signal);
      signal.throwIfAborted();
    }
  }
}

/** The next try begins with a new upload. */
export function startOver(entry: QueueEntry, { store }: Pick<SendDependencies, "store">): void {
  if (entry.fingerprint) store.remove(entry.fingerprint);
  entry.grant = null;
  entry.uploadUrl = null;
  entry.recalled = false;
}

async function attempt(
  entry: QueueEntry,
  others: readonly QueueEntry[],
  signal: AbortSignal,
  step: Step,
): Promise<void> {
  const { store, tell, now } = step;
  const strings = step.strings();
  if (entry.fingerprint === undefined) entry.fingerprint = await takeFingerprint(entry.file, step);
  signal.throwIfAborted();
  if (entry.grant === null) {
    const known = entry.fingerprint === null ? null : store.load(entry.fingerprint);
    const taken = others.some(({ state, uploadUrl }) => !isOver(state) && uploadUrl === known?.uploadUrl);
    if (known !== null && !taken) {
      entry.grant = known.grant;
      entry.uploadUrl = known.uploadUrl;
      entry.recalled = true;
    }
  }
  entry.grant ??= await requestGrant(step.endpoint(), entry.file, signal, {
    fetch: step.fetch,
    strings,
    now,
  });
  signal.throwIfAborted();
  const { grant } = entry;
  tell({ type: "granted", uploadId: grant.id, assetId: grant.asset_id });
  tell({ type: "send" });
  const meter = speedMeter();
  await step.send({
    file: entry.file,
    endpoint: grant.endpoint,
    uploadUrl: entry.uploadUrl,
    token: grant.token,
    signal,
    strings,
    onUrl: (uploadUrl) => {
      entry.recalled = false;
      entry.uploadUrl = uploadUrl;
      if (entry.fingerprint) store.save(entry.fingerprint, { grant, uploadUrl });
    },
    onProgress: (sentBytes) =>
      tell({ type: "progress", sentBytes, speedBps: meter.sample(now(), sentBytes) }),
  });
}

async function takeFingerprint(file: File, { fingerprint, strings }: Step): Promise<string | null> {
  try {
    return await fingerprint(file);
  } catch (cause) {
    throw unreadable(file, strings(), cause);
  }
}

/** A file that was moved, changed or unplugged looks like a broken connection to a browser. */
async function assertReadable(file: File, strings: UploaderStrings): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch (cause) {
    throw unreadable(file, strings, cause);
  }
}

function unreadable(file: File, strings: UploaderStrings, cause: unknown): UploadError {
  const options = { transient: false, retryable: false, cause };
  return new UploadError("file_unreadable", strings.unreadable(file.name), options);
}
