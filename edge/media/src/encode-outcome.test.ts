import { describe, expect, it } from "vitest";
import { checkEncodedDuration, checkEncodeRun } from "./encode-outcome.ts";
import { sampleSource } from "./testing/sample-source.ts";

const good = { exitCode: 0, timedOut: false, stdout: "", stderr: "", elapsedMs: 1 };

describe("checkEncodeRun", () => {
  it("lets errors pass that ffmpeg coped with", () => {
    expect(() =>
      checkEncodeRun({ ...good, stderr: "[h264 @ 0x1] error while decoding MB 50 52" }),
    ).not.toThrow();
  });

  it.each([
    [{ exitCode: null, timedOut: true }, "processing_timeout", false],
    [{ stderr: "[matroska,webm @ 0x1] File ended prematurely at pos. 123" }, "source_truncated", false],
    [{ stderr: "[mov @ 0x1] stream 0, offset 0x18855: partial file" }, "source_truncated", false],
    [{ exitCode: 69 }, "source_unsupported", false],
    [
      { exitCode: 1, stderr: "Decoder (codec none) not found for input stream #0:0" },
      "source_unsupported",
      false,
    ],
    [{ exitCode: 1, stderr: "No space left on device" }, "processing_failed", true],
    [{ exitCode: null }, "processing_failed", true],
  ])("makes %j into %s", (result, code, retryable) => {
    expect(() => checkEncodeRun({ ...good, ...result })).toThrow(
      expect.objectContaining({ code, retryable }),
    );
  });
});

describe("checkEncodedDuration", () => {
  it("takes a little less than promised", () => {
    expect(() => checkEncodedDuration(sampleSource, 9.1)).not.toThrow();
    expect(() => checkEncodedDuration({ ...sampleSource, durationS: 100 }, 95.5)).not.toThrow();
  });

  it("finds what is missing", () => {
    const cut = expect.objectContaining({ code: "source_truncated" });
    expect(() => checkEncodedDuration(sampleSource, 8.9)).toThrow(cut);
    expect(() => checkEncodedDuration({ ...sampleSource, durationS: 100 }, 94.5)).toThrow(cut);
  });

  it("does not hold an estimate against a file", () => {
    expect(() => checkEncodedDuration({ ...sampleSource, container: "mp3" }, 2)).not.toThrow();
    expect(() => checkEncodedDuration({ ...sampleSource, durationS: null }, 2)).not.toThrow();
  });

  it("wants something", () => {
    expect(() => checkEncodedDuration(sampleSource, 0)).toThrow(
      expect.objectContaining({ code: "source_not_media" }),
    );
  });
});
