import type { UploadStatus } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { barOf, describeFile } from "./describe-file.ts";
import { english } from "./locales/en.ts";
import { newFile, type UploadFile } from "./upload-file.ts";

const base = newFile("1", "clip.mp4", 10_000_000);
const say = (change: Partial<UploadFile>, pausedUntil: number | null = null) =>
  describeFile({ ...base, ...change }, english, { now: 0, pausedUntil });
const remote = (stage: string | null, expected_wait_s: number | null, progress = 0.5) =>
  ({ asset: { stage, expected_wait_s, progress } }) as UploadStatus;

describe("describeFile", () => {
  it("says how much, how fast and how long", () => {
    const uploading = { status: "uploading", sentBytes: 4_000_000, speedBps: 16_000_000 } as const;
    expect(say(uploading)).toBe("Uploading · 40% · 2 MB/s · 3 sec left");
    expect(say({ ...uploading, speedBps: null })).toBe("Uploading · 40%");
  });

  it("says while a file is being sent that it can be watched", () => {
    const watchable = { asset: { status: "playable" } } as UploadStatus;
    const uploading = { status: "uploading", sentBytes: 4_300_000, remote: watchable } as const;
    expect(say(uploading)).toBe("Can be watched already · 43% sent");
    expect(say({ ...uploading, speedBps: 16_000_000 })).toBe(
      "Can be watched already · 43% sent · 3 sec left",
    );
  });

  it("never says 100 % before the server has confirmed it", () => {
    expect(say({ status: "uploading", sentBytes: 10_000_000 })).toBe(english.confirming);
    expect(say({ status: "paused", sentBytes: 10_000_000 })).toBe("Paused at 99%");
  });

  it("is never silent between 100 % and playable", () => {
    expect(say({ status: "processing" })).toBe("Uploaded. Waiting to be prepared");
    expect(say({ status: "processing", remote: remote(null, 75) })).toBe(
      "Uploaded. In the queue, about 1 min",
    );
    expect(say({ status: "processing", remote: remote("encode", null, 0.71) })).toBe(
      "Uploaded. Preparing to play · 42%",
    );
  });

  it("counts down to the next try", () => {
    expect(say({ status: "retrying", retryAt: 3_200 })).toContain("in 4 seconds");
    expect(say({ status: "retrying", retryAt: -50 })).toContain("in 1 second");
    expect(say({ status: "retrying", retryAt: 3_200 }, 3_200)).toBe(english.waiting);
  });

  it("has a sentence for a failure even where the server gave none", () => {
    const error = { code: "processing_failed", message: "", retryable: true };
    expect(say({ status: "failed", error })).toBe(english.uploadFailed);
  });
});

describe("barOf", () => {
  it("shows no share while nothing can be measured", () => {
    expect(barOf({ ...base, status: "processing", remote: remote(null, 75) })).toEqual({
      share: null,
      phase: "preparing",
    });
    expect(barOf({ ...base, status: "ready" })).toBeNull();
  });
});
