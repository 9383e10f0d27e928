import { randomUUID } from "node:crypto";
import type { CreateUpload } from "@firstframe/contract";
import type { Firstframe } from "@firstframe/sdk";
import { FirstframeError } from "@firstframe/sdk";
import { Failure } from "../failure.ts";
import type { Surroundings } from "../surroundings.ts";
import { contentType } from "./content-type.ts";
import { fingerprintFile } from "./fingerprint-file.ts";
import { sendByTus } from "./send-by-tus.ts";
import { SendError } from "./send-error.ts";
import type { KeptGrant, UploadRecord, UploadRecords } from "./upload-records.ts";

/** Tries in a row without a byte of progress before it is given up for now. */
const patience = 8;
const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** A token that ends sooner than this is renewed before it is used. */
const tokenMarginMs = 60_000;

interface SendFile {
  readonly path: string;
  readonly fingerprint: string;
  /** What a new upload is to be like. */
  readonly creation: CreateUpload;
  readonly records: UploadRecords;
  readonly uploads: Pick<Firstframe["uploads"], "create" | "renew">;
  readonly onProgress: (sentBytes: number) => void;
  /** An interruption that will pass. */
  readonly onTrouble: (error: SendError) => void;
  /** What an earlier run began is over: the file is sent again from its first byte, as another upload. */
  readonly onAnew: () => void;
  /** Where it is could not be kept: another run would begin anew. */
  readonly onForgetful: (cause: unknown) => void;
}

export interface SentFile extends Pick<KeptGrant, "id" | "asset_id"> {
  /** Whether it went on with what an earlier run had begun. */
  readonly resumed: boolean;
}

/**
 * Sends a file, through as many interruptions as it takes, going on with what an earlier run began.
 *
 * @throws Failure, FirstframeError or SendError where it is not worth trying on; the next run goes on from there
 */
export async function sendFile(options: SendFile, surroundings: Surroundings): Promise<SentFile> {
  const { path, creation, records, uploads, onTrouble } = options;
  const { now, random, sleep, signal } = surroundings;
  const loaded = await records.load();
  let record = loaded ?? fresh();
  // Whatever an earlier run has asked for may be over, also where no byte was sent, or where only its Idempotency-Key is left.
  let recalled = loaded !== null;
  let resumed = record.uploadUrl !== null;
  let failures = 0;
  let sent = 0;
  let wasRenewed = false;
  /** One after the other: the latest is what is kept. */
  let saving = Promise.resolve();
  const keep = (next: UploadRecord): Promise<void> => {
    record = next;
    saving = saving.then(() => records.save(next)).catch(options.onForgetful);
    return saving;
  };
  for (;;) {
    const sentBefore = sent;
    try {
      const grant = await usableGrant();
      await sendByTus({
        ...{ path, signal, endpoint: grant.endpoint, token: grant.token, uploadUrl: record.uploadUrl },
        contentType: contentType(path),
        onUrl: (uploadUrl) => {
          recalled = false;
          if (uploadUrl !== record.uploadUrl) void keep({ ...record, uploadUrl });
        },
        onProgress: (sentBytes) => {
          sent = sentBytes;
          wasRenewed = false;
          options.onProgress(sentBytes);
        },
      });
      await saving;
      await assertUnchanged();
      await records.remove().catch(options.onForgetful);
      return { id: grant.id, asset_id: grant.asset_id, resumed };
    } catch (error) {
      await saving;
      if (signal.aborted || !(error instanceof SendError)) throw error;
      failures = sent > sentBefore ? 1 : failures + 1;
      if (error.needsToken && !wasRenewed && record.grant !== null) {
        wasRenewed = true;
        if (await renewed(record.grant)) continue;
      }
      // What an earlier run began may have expired or been given up meanwhile.
      if (error.isLost && recalled) {
        await startOver();
        continue;
      }
      if (!error.isTransient || failures >= patience) throw error;
      onTrouble(error);
      const pauseMs = random() * Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
      await sleep(Math.max(pauseMs, error.retryAfterS * 1000), signal);
    }
  }

  async function usableGrant(): Promise<KeptGrant> {
    if (record.grant === null) {
      // Before the call: should it succeed and we not hear of it, the next run gets the same upload.
      await keep(record);
      const grant = await uploads.create(creation, { idempotencyKey: record.idempotencyKey });
      await keep({ ...record, grant: kept(grant) });
    } else if (Date.parse(record.grant.token_expires_at) < now() + tokenMarginMs) {
      await renewed(record.grant);
    }
    return record.grant ?? usableGrant();
  }

  /** Whether the upload has another token; where it is gone, the next try makes a new upload. */
  async function renewed({ token }: KeptGrant): Promise<boolean> {
    try {
      await keep({ ...record, grant: kept(await uploads.renew({ token })) });
      return true;
    } catch (error) {
      if (!(error instanceof FirstframeError) || error.retryable || !recalled) throw error;
      await startOver();
      return true;
    }
  }

  async function startOver(): Promise<void> {
    recalled = false;
    resumed = false;
    sent = 0;
    options.onAnew();
    await keep(fresh());
  }

  /** A file that is written to while it is read is neither the one nor the other. */
  async function assertUnchanged(): Promise<void> {
    const { fingerprint } = await fingerprintFile(path);
    if (fingerprint === options.fingerprint) return;
    await records.remove();
    throw new Failure(
      `${path} was changed while it was being sent, so what arrived may be neither version. Upload it again once it is finished.`,
    );
  }
}

function fresh(): UploadRecord {
  return { idempotencyKey: randomUUID(), grant: null, uploadUrl: null };
}

function kept({ id, asset_id, endpoint, token, token_expires_at }: KeptGrant): KeptGrant {
  return { id, asset_id, endpoint, token, token_expires_at };
}
