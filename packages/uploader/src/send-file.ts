import { type QueueEntry, takeUp } from "./queue-entry.ts";
import { type GrantDependencies, requestGrant } from "./request-grant.ts";
import { retryDelay } from "./retry-delay.ts";
import type { SendOptions } from "./send-upload.ts";
import { speedMeter } from "./speed-meter.ts";
import type { UploaderStrings } from "./strings.ts";
import type { UploadClaims } from "./upload-claims.ts";
import { isLost, isRateLimit, needsToken, UploadError } from "./upload-error.ts";
import { type FileSignal, isOver } from "./upload-file.ts";
import type { UploadRecords } from "./upload-records.ts";

/** Tries in a row without a byte of progress before a file fails (it can be tried again by hand). */
const patience = 8;
/** A token that ends sooner than this is renewed before it is used, in ms. */
const tokenMargin = 60_000;
/** One that is refused this soon after it was given, in ms, is none: another one would be refused as well. */
const atOnce = 5_000;
/** The shortest pause of everyone, in ms, where an overloaded server names none. */
const shortestPause = 1_000;
/** Smaller files are sent over one connection: several would not be faster. */
const leastForStreams = 16 * 1024 * 1024;
/** Answers of servers that know no partial uploads. */
const noStreamCodes = [
  "invalid_request",
  "method_not_allowed",
  "http_405",
  "http_501",
  // The page could not load what it takes.
  "parts_unavailable",
];

export interface SendDependencies extends GrantDependencies {
  /** Connections over which one file is sent. */
  readonly streams: () => number;
  readonly send: (options: SendOptions) => Promise<void>;
  /** Null where the page cannot take one; throws where the file cannot be read. */
  readonly fingerprint: (file: Blob) => Promise<string | null>;
  readonly records: UploadRecords;
  readonly claims: UploadClaims;
  readonly online: () => boolean;
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface Step extends SendDependencies {
  readonly tell: (signal: FileSignal) => void;
  /** Marks the file as offline and aborts this run. */
  readonly waitForNetwork: () => void;
  /** Lets no file start before this time, in ms since the epoch. */
  readonly pauseQueue: (until: number) => void;
  /** Resolves once no pause is asked for, or the signal aborts. */
  readonly queuePause: (signal: AbortSignal) => Promise<void>;
  /** Takes an entry off the list whose upload goes on in another one. */
  readonly drop: (entry: QueueEntry) => void;
}

/**
 * Sends the whole file, through as many interruptions as it takes.
 *
 * @param all every entry of the list: two with the same content must not write into one upload
 * @throws UploadError where it is not worth trying on
 */
export async function sendFile(
  entry: QueueEntry,
  file: File,
  all: Iterable<QueueEntry>,
  signal: AbortSignal,
  step: Step,
): Promise<void> {
  const others = [...all].filter((other) => other !== entry);
  let failures = 0;
  let renewedAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    await step.queuePause(signal);
    signal.throwIfAborted();
    const sentBefore = entry.state.sentBytes;
    try {
      await attempt(entry, file, others, signal, step);
      await forget(entry, step);
      return;
    } catch (error) {
      if (signal.aborted || !(error instanceof UploadError)) throw error;
      failures = entry.state.sentBytes > sentBefore ? 1 : failures + 1;
      if (needsToken(error) && entry.grant !== null) {
        entry.tokenRefused = true;
        const isWorthAnother = failures < patience && step.now() - renewedAt > atOnce;
        renewedAt = step.now();
        if (isWorthAnother) continue;
      }
      if (isLost(error) || (needsToken(error) && entry.recalled)) {
        const { recalled } = entry;
        await startOver(entry, step);
        // What an earlier page began is gone by now; nobody who picks the file has to know.
        if (recalled) continue;
      }
      const lacksParts = entry.partUrls?.includes(null) ?? usesStreams(entry, step);
      if (lacksParts && noStreamCodes.includes(error.code)) {
        entry.oneStream = true;
        entry.partUrls = null;
        continue;
      }
      if (!error.transient) throw error;
      if (!step.online()) step.waitForNetwork();
      signal.throwIfAborted();
      await assertReadable(file, step.strings());
      let delay = retryDelay(failures, error.retryAfterS, step.random());
      if (isRateLimit(error)) {
        // The server means everyone: nobody starts meanwhile, and this file has done nothing wrong.
        failures--;
        delay = Math.max(shortestPause, delay);
        step.pauseQueue(step.now() + delay);
      }
      if (failures >= patience) throw error;
      step.tell({ type: "interrupt", online: true, retryAt: step.now() + delay });
      await step.sleep(delay, signal);
      signal.throwIfAborted();
    }
  }
}

const nothingSent = { uploadUrl: null, partUrls: null };

/** The next try begins with a new upload. */
export async function startOver(
  entry: QueueEntry,
  { records }: Pick<SendDependencies, "records">,
): Promise<void> {
  const forgotten = forget(entry, { records });
  Object.assign(entry, { grant: null, ...nothingSent, tokenRefused: false, recalled: false });
  await forgotten;
}

/** Later pages do not find the upload; what another page of this browser remembers stays. */
export async function forget(
  { fingerprint, release, recalled }: QueueEntry,
  { records }: Pick<SendDependencies, "records">,
): Promise<void> {
  if (fingerprint && (release !== null || recalled)) await records.remove(fingerprint);
}

async function renew(entry: QueueEntry, file: File, signal: AbortSignal, step: Step): Promise<void> {
  try {
    const grant = await requestGrant(entry.grant, file, signal, step);
    // What was begun is not part of a new upload.
    Object.assign(entry, grant.id !== entry.grant?.id && nothingSent, { grant, tokenRefused: false });
  } catch (error) {
    // An upload of long ago: its page's server knows it no more, and a new one takes its place.
    const isForgotten = entry.recalled && error instanceof UploadError && !error.transient;
    if (!isForgotten) throw error;
    await startOver(entry, step);
  }
}

async function attempt(
  entry: QueueEntry,
  file: File,
  others: readonly QueueEntry[],
  signal: AbortSignal,
  step: Step,
): Promise<void> {
  const { tell, now } = step;
  const strings = step.strings();
  if (entry.fingerprint === undefined) entry.fingerprint = await takeFingerprint(file, step);
  signal.throwIfAborted();
  await recall(entry, others, step);
  signal.throwIfAborted();
  const endsAt = Date.parse(entry.grant?.token_expires_at ?? "");
  if (entry.tokenRefused || endsAt < now() + tokenMargin) await renew(entry, file, signal, step);
  entry.grant ??= await requestGrant(null, file, signal, step);
  signal.throwIfAborted();
  const { grant } = entry;
  tell({ type: "granted", uploadId: grant.id, assetId: grant.asset_id });
  tell({ type: "send" });
  const meter = speedMeter();
  await step.send({
    ...{ file, signal, strings },
    endpoint: grant.endpoint,
    token: grant.token,
    uploadUrl: entry.uploadUrl,
    partUrls: entry.partUrls,
    streams: usesStreams(entry, step) ? step.streams() : 1,
    onUrls: (urls) => {
      entry.recalled = false;
      Object.assign(entry, urls);
      keep(entry, file, step);
    },
    onProgress: (sentBytes) =>
      tell({ type: "progress", sentBytes, speedBps: meter.sample(now(), sentBytes) }),
  });
}

/** Takes up what an earlier page began with the same content, unless another entry or page is at it. */
async function recall(entry: QueueEntry, others: readonly QueueEntry[], step: Step): Promise<void> {
  const { fingerprint } = entry;
  if (!fingerprint) return;
  if (entry.release === null) {
    const release = await step.claims.claim(fingerprint);
    entry.release ??= release;
  }
  if (entry.release !== null && entry.grant !== null) return;
  const known = await step.records.load(fingerprint);
  if (entry.release === null) {
    // A new upload of the same content is another one; this one has changed hands.
    if (known === null || known.grant.id !== entry.grant?.id) return;
    const message = step.strings().sentElsewhere(entry.state.name);
    throw new UploadError("sent_elsewhere", message, { transient: false });
  }
  if (known === null) return;
  const rival = others.find(({ state, grant }) => !isOver(state) && grant?.id === known.grant.id);
  if (rival && rival.state.status !== "interrupted") return;
  Object.assign(entry, takeUp(known));
  // Picked anew, it need not be offered any more.
  if (rival) step.drop(rival);
}

/** Not waited for: remembering must not hold up sending. */
function keep(entry: QueueEntry, file: File, { records, now }: Step): void {
  const { fingerprint, grant, uploadUrl, partUrls, handle, release } = entry;
  // Another page of this browser remembers the same file.
  if (!fingerprint || grant === null || release === null) return;
  const { name, size, type } = file;
  const { id, asset_id, endpoint, token, token_expires_at, status_url } = grant;
  void records.save({
    ...{ fingerprint, name, size, type, uploadUrl, partUrls, handle, copy: file },
    grant: { id, asset_id, endpoint, token, token_expires_at, status_url },
    savedAt: now(),
  });
}

function usesStreams(entry: QueueEntry, { streams }: Pick<Step, "streams">): boolean {
  return streams() > 1 && !entry.oneStream && entry.state.sizeBytes >= leastForStreams;
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
