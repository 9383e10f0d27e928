import type { UploadStatus } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import {
  type FileSignal,
  type FileStatus,
  isPlayable,
  isUnsaved,
  newFile,
  reduceFile,
  type UploadFile,
} from "./upload-file.ts";

const file = newFile("1", "clip.mp4", 1000);

function run(signals: readonly FileSignal[], from: UploadFile = file): UploadFile {
  return signals.reduce(reduceFile, from);
}

function told(
  status: UploadStatus["asset"]["status"],
  error: UploadStatus["asset"]["error"] = null,
): FileSignal {
  return {
    type: "told",
    remote: {
      upload_id: "upl",
      upload_state: "completed",
      offset_bytes: 1000,
      size_bytes: 1000,
      asset: {
        id: "ast",
        status,
        progress: 0.75,
        playback_id: "pbk",
        playback_policy: "public",
        duration_ms: null,
        playable_at: null,
        ready_at: null,
        error,
        stage: "encoding",
        expected_wait_s: null,
      },
    },
  };
}

const granted: FileSignal = { type: "granted", uploadId: "upl", assetId: "ast" };
const sent = (sentBytes: number): FileSignal => ({ type: "progress", sentBytes, speedBps: 8000 });

/** Traces: what happens to a file, and the state that must come out. */
const traces: readonly [name: string, signals: readonly FileSignal[], status: FileStatus][] = [
  [
    "a plain upload",
    [
      { type: "prepare" },
      granted,
      { type: "send" },
      sent(500),
      { type: "received" },
      told("processing"),
      told("playable"),
      told("ready"),
    ],
    "ready",
  ],
  [
    "a broken connection",
    [
      { type: "prepare" },
      granted,
      { type: "send" },
      sent(500),
      { type: "interrupt", online: true, retryAt: 5 },
    ],
    "retrying",
  ],
  [
    "a lost network",
    [{ type: "prepare" }, { type: "send" }, { type: "interrupt", online: false, retryAt: null }],
    "offline",
  ],
  [
    "back online",
    [
      { type: "prepare" },
      { type: "send" },
      { type: "interrupt", online: false, retryAt: null },
      { type: "requeue" },
    ],
    "waiting",
  ],
  ["a pause while sending", [{ type: "prepare" }, { type: "send" }, sent(300), { type: "pause" }], "paused"],
  [
    "progress that arrives after the pause",
    [{ type: "prepare" }, { type: "send" }, { type: "pause" }, sent(300)],
    "paused",
  ],
  [
    "an error that arrives after the cancel",
    [
      { type: "prepare" },
      { type: "cancel" },
      { type: "fail", error: { code: "x", message: "x", retryable: true } },
    ],
    "canceled",
  ],
  [
    "a failure and another try",
    [
      { type: "prepare" },
      { type: "fail", error: { code: "x", message: "x", retryable: true } },
      { type: "requeue" },
    ],
    "waiting",
  ],
  [
    "a status that arrives while sending",
    [{ type: "prepare" }, { type: "send" }, told("ready")],
    "uploading",
  ],
  [
    "processing that failed",
    [
      { type: "prepare" },
      { type: "send" },
      { type: "received" },
      told("failed", { code: "source_not_media", message: "no video" }),
    ],
    "failed",
  ],
];

describe("the upload machine", () => {
  it.each(traces)("%s", (_name, signals, status) => {
    expect(run(signals).status).toBe(status);
  });

  it("tells the server's reason, and that trying again is no use", () => {
    const failed = run([
      { type: "prepare" },
      { type: "send" },
      { type: "received" },
      told("failed", { code: "source_not_media", message: "no video" }),
    ]);
    expect(failed.error).toEqual({ code: "source_not_media", message: "no video", retryable: false });
  });

  it("keeps what was sent when a file that can be watched already is held and goes on", () => {
    const watchable = run([{ type: "prepare" }, granted, { type: "send" }, sent(400), told("playable")]);
    const again = run([{ type: "pause" }, { type: "requeue" }], watchable);
    expect(again).toMatchObject({ status: "waiting", sentBytes: 400 });
    expect(isPlayable(again)).toBe(true);
    const anew = run([{ type: "prepare" }, { ...granted, uploadId: "upl_2" }], again);
    expect(isPlayable(anew)).toBe(false);
  });

  it("never shows more sent than there is", () => {
    expect(run([{ type: "prepare" }, { type: "send" }, sent(5000)]).sentBytes).toBe(1000);
  });

  it("warns before leaving exactly while something is not with the server", () => {
    expect(isUnsaved(run([{ type: "prepare" }, { type: "send" }]))).toBe(true);
    expect(isUnsaved(run([{ type: "pause" }]))).toBe(true);
    expect(isUnsaved(run([{ type: "prepare" }, { type: "send" }, { type: "received" }]))).toBe(false);
    expect(isUnsaved(run([{ type: "cancel" }]))).toBe(false);
  });
});
