import type { UploadStatus } from "@firstframe/contract";
import type { AssetErrorCode } from "@firstframe/contract/constants";

/** What a file is doing, from being chosen to being ready to play. */
export type FileStatus =
  /** An earlier page began it; it can be gone on with. */
  | "interrupted"
  | "waiting"
  | "preparing"
  | "uploading"
  | "paused"
  | "offline"
  | "retrying"
  | "processing"
  | "playable"
  | "ready"
  /** Everything is with the server, which no longer tells this page what becomes of it. */
  | "untracked"
  | "failed"
  | "canceled"
  | "refused";

export interface FileError {
  /** Stable; the API's own where it has said one. */
  readonly code: string;
  /** For people: what happened and what to do. */
  readonly message: string;
  /** Whether trying again may help. */
  readonly retryable: boolean;
}

/** One file of the list. Sizes in bytes, times in ms. */
export interface UploadFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly status: FileStatus;
  readonly sentBytes: number;
  /** Whether the person has to pick the file again before it can be gone on with. */
  readonly needsFile: boolean;
  readonly speedBps: number | null;
  /** Whether sending has begun, under `uploadId`. */
  readonly started: boolean;
  /** When the next try follows, on the caller's clock; null unless retrying. */
  readonly retryAt: number | null;
  readonly uploadId: string | null;
  readonly assetId: string | null;
  /** What the server said last of the upload and its asset. */
  readonly remote: UploadStatus | null;
  readonly error: FileError | null;
}

/** What can happen to a file. */
export type FileSignal =
  | { readonly type: "prepare" }
  | { readonly type: "granted"; readonly uploadId: string; readonly assetId: string }
  | { readonly type: "send" }
  | { readonly type: "progress"; readonly sentBytes: number; readonly speedBps: number | null }
  | { readonly type: "interrupt"; readonly online: boolean; readonly retryAt: number | null }
  | { readonly type: "received" }
  | { readonly type: "told"; readonly remote: UploadStatus }
  | { readonly type: "untold" }
  | { readonly type: "pause" }
  | { readonly type: "requeue" }
  /** The person picked a file: the right one, or another one, as the error says. */
  | { readonly type: "provided"; readonly error: FileError | null }
  | { readonly type: "cancel" }
  | { readonly type: "fail"; readonly error: FileError };

export function newFile(id: string, name: string, sizeBytes: number): UploadFile {
  return {
    id,
    name,
    sizeBytes,
    status: "waiting",
    sentBytes: 0,
    needsFile: false,
    speedBps: null,
    started: false,
    retryAt: null,
    uploadId: null,
    assetId: null,
    remote: null,
    error: null,
  };
}

const sending: readonly FileStatus[] = ["preparing", "uploading", "offline", "retrying"];
const over: readonly FileStatus[] = ["ready", "untracked", "failed", "canceled", "refused"];
const received: readonly FileStatus[] = ["processing", "playable", "ready"];

/** From which states each signal does anything; elsewhere it comes too late and is ignored. */
const allowed: Record<FileSignal["type"], (status: FileStatus) => boolean> = {
  prepare: (status) => status === "waiting",
  granted: (status) => sending.includes(status),
  send: (status) => sending.includes(status),
  progress: (status) => status === "uploading",
  interrupt: (status) => sending.includes(status),
  received: (status) => sending.includes(status) || status === "paused",
  told: (status) => !over.includes(status),
  untold: (status) => received.includes(status) && status !== "ready",
  pause: (status) => sending.includes(status) || status === "waiting",
  requeue: (status) =>
    sending.includes(status) || status === "paused" || status === "failed" || status === "interrupted",
  provided: (status) => status === "interrupted",
  cancel: (status) => !over.includes(status),
  fail: (status) => !over.includes(status),
};

/** The upload machine: pure, total, and deaf to signals that come too late. */
export function reduceFile(file: UploadFile, signal: FileSignal): UploadFile {
  if (!allowed[signal.type](file.status)) return file;
  switch (signal.type) {
    case "prepare":
      return { ...file, status: "preparing", error: null };
    case "granted":
      // Another upload begins with nothing sent.
      return signal.uploadId === file.uploadId
        ? file
        : {
            ...file,
            uploadId: signal.uploadId,
            assetId: signal.assetId,
            sentBytes: 0,
            started: false,
            remote: null,
          };
    case "send":
      return { ...file, status: "uploading", started: true, retryAt: null };
    case "progress":
      return { ...file, sentBytes: Math.min(signal.sentBytes, file.sizeBytes), speedBps: signal.speedBps };
    case "interrupt":
      return {
        ...file,
        status: signal.online ? "retrying" : "offline",
        retryAt: signal.retryAt,
        speedBps: null,
      };
    case "received":
      return { ...file, status: "processing", sentBytes: file.sizeBytes, speedBps: null, retryAt: null };
    case "told":
      // What can be watched while it is being sent is still being sent.
      return isUnsaved(file) ? { ...file, remote: signal.remote } : applyRemote(file, signal.remote);
    case "untold":
      return { ...file, status: "untracked" };
    case "pause":
      return { ...file, status: "paused", speedBps: null, retryAt: null };
    case "requeue":
      return {
        ...file,
        status: "waiting",
        error: null,
        // After a failed preparation everything is sent again.
        ...(file.remote?.asset.status === "failed" && { sentBytes: 0, remote: null }),
        retryAt: null,
        speedBps: null,
      };
    case "provided":
      return { ...file, error: signal.error, needsFile: signal.error !== null };
    case "cancel":
      return { ...file, status: "canceled", speedBps: null, retryAt: null };
    case "fail":
      return { ...file, status: "failed", error: signal.error, speedBps: null, retryAt: null };
  }
}

/** Failures that the same bytes, sent again, may not meet. */
const mendable: readonly AssetErrorCode[] = ["processing_failed", "upload_expired"];

function applyRemote(file: UploadFile, remote: UploadStatus): UploadFile {
  const { status, error } = remote.asset;
  switch (status) {
    case "playable":
    case "ready":
    case "canceled":
      return { ...file, status, remote };
    case "failed": {
      const { code, message } = error ?? { code: "processing_failed", message: "" };
      return {
        ...file,
        status: "failed",
        remote,
        error: { code, message, retryable: mendable.includes(code) },
      };
    }
    case "waiting":
    case "uploading":
    case "processing":
      return { ...file, status: "processing", remote };
  }
}

/** Whether it can be played, be it while it is still being sent. */
export function isPlayable({ remote }: UploadFile): boolean {
  return remote !== null && ["playable", "ready"].includes(remote.asset.status);
}

/** Whether leaving the page now would lose something that is not with the server yet. */
export function isUnsaved({ status }: UploadFile): boolean {
  return sending.includes(status) || status === "waiting" || status === "paused";
}

/** Whether every byte is with the server, and the file has not failed since. */
export function isReceived({ status }: UploadFile): boolean {
  return received.includes(status) || status === "untracked";
}

/** Whether nothing more will happen to the file by itself. */
export function isOver({ status }: UploadFile): boolean {
  return over.includes(status);
}

/** Share sent, 0 to 1. */
export function sentShare({ sentBytes, sizeBytes }: UploadFile): number {
  return sizeBytes === 0 ? 0 : sentBytes / sizeBytes;
}

/** Seconds until everything is sent; null while unknown. */
export function secondsLeft({ sentBytes, sizeBytes, speedBps }: UploadFile): number | null {
  return speedBps === null || speedBps <= 0 ? null : ((sizeBytes - sentBytes) * 8) / speedBps;
}

/** Share of the preparation done after the upload, 0 to 1. */
export function preparedShare({ remote }: UploadFile): number {
  if (remote === null) return 0;
  const share = Math.min(1, Math.max(0, (remote.asset.progress - 0.5) * 2));
  // To the server's own precision, so that 0.42 is not shown as 41 %.
  return Math.round(1000 * share) / 1000;
}

/** Whether it waits or is being sent, and can be held. */
export function isPausable({ status }: UploadFile): boolean {
  return ["waiting", "preparing", "uploading", "retrying"].includes(status);
}
