import { formatBytes } from "./format-bytes.ts";
import { formatPercent } from "./format-percent.ts";
import { roundedSeconds, secondsUntil, spokenDuration } from "./spoken-duration.ts";
import type { UploaderStrings } from "./strings.ts";
import { isPlayable, preparedShare, secondsLeft, sentShare, type UploadFile } from "./upload-file.ts";

/** One sentence on what a file is doing. */
export function describeFile(
  file: UploadFile,
  strings: UploaderStrings,
  { now, pausedUntil }: { readonly now: number; readonly pausedUntil: number | null },
): string {
  // What was handed to the network is not with the server yet: 100 % is for the server to say.
  const percent = formatPercent(Math.min(0.99, sentShare(file)), strings.tag);
  switch (file.status) {
    case "interrupted":
      return file.error?.message ?? strings.interrupted(percent, file.needsFile);
    case "waiting":
      return strings.waiting;
    case "preparing":
      return strings.preparing;
    case "uploading": {
      if (file.sentBytes >= file.sizeBytes) return strings.confirming;
      const left = secondsLeft(file);
      const timeLeft =
        left === null ? "" : strings.timeLeft(spokenDuration(roundedSeconds(left), strings.tag, "short"));
      if (isPlayable(file)) return strings.watchable(percent, timeLeft);
      return strings.uploading(
        percent,
        file.speedBps === null ? "" : formatBytes(file.speedBps / 8, strings.tag, "-per-second"),
        timeLeft,
      );
    }
    case "paused":
      return strings.paused(percent);
    case "offline":
      return strings.offline;
    case "retrying":
      // The list says why nothing is sent.
      if (pausedUntil !== null) return strings.waiting;
      return strings.retrying(spokenDuration(secondsUntil(file.retryAt ?? now, now), strings.tag, "long"));
    case "processing":
      return isQueued(file)
        ? strings.queued(expectedWait(file, strings.tag))
        : strings.processing(formatPercent(preparedShare(file), strings.tag));
    case "playable":
      return strings.playable;
    case "ready":
      return strings.ready;
    case "untracked":
      return strings.untracked;
    case "canceled":
      return strings.canceled;
    case "failed":
    case "refused":
      return file.error?.message || strings.uploadFailed;
  }
}

/** What the bar shows: the upload first, then the preparation; null where there is nothing to show, or no share yet. */
export function barOf(file: UploadFile): { share: number | null; phase: "sending" | "preparing" } | null {
  switch (file.status) {
    case "interrupted":
    case "waiting":
    case "preparing":
    case "uploading":
    case "paused":
    case "offline":
    case "retrying":
      return { share: sentShare(file), phase: "sending" };
    case "processing":
    case "playable":
      return { share: isQueued(file) ? null : preparedShare(file), phase: "preparing" };
    case "ready":
    case "untracked":
    case "failed":
    case "canceled":
    case "refused":
      return null;
  }
}

/** How long the queue is, in seconds, before it is worth a word. */
const noticeableWait = 3;

function expectedWait({ remote }: UploadFile, tag: string): string | null {
  const wait = remote?.asset.expected_wait_s ?? 0;
  return wait < noticeableWait ? null : spokenDuration(roundedSeconds(wait), tag, "short");
}

/** Whether the server has everything and has not begun with it. */
function isQueued({ status, remote }: UploadFile): boolean {
  return status === "processing" && (remote === null || remote.asset.stage === null);
}
