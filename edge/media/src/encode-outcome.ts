import { hasStatedDuration } from "./container-format.ts";
import { MediaError } from "./media-error.ts";
import type { ToolResult } from "./run-tool.ts";
import type { ProbedSource } from "./source-facts.ts";

/** ffmpeg's exit code when too large a share of the source could not be decoded. */
const tooManyErrors = 69;

/**
 * Judges an ended ffmpeg run by what it left and what it said.
 *
 * @throws MediaError `source_truncated`, `source_unsupported`, `source_not_media`, `processing_timeout`, `processing_failed`
 */
export function checkEncodeRun(result: ToolResult): void {
  const detail = `ffmpeg (${result.exitCode ?? "killed"}): ${result.stderr.slice(-3000)}`;
  if (result.timedOut) throw new MediaError("processing_timeout", detail);
  if (/File ended prematurely|partial file/i.test(result.stderr))
    throw new MediaError("source_truncated", detail);
  if (result.exitCode === 0) return;
  if (
    result.exitCode === tooManyErrors ||
    /Decoder \(codec .*\) not found|no decoder found/i.test(result.stderr)
  ) {
    throw new MediaError("source_unsupported", detail);
  }
  throw new MediaError("processing_failed", detail, { retryable: true });
}

/**
 * Compares how much was encoded with what the source promised.
 *
 * @param encodedS seconds of the longest rendition; 0 when there is none
 * @throws MediaError `source_truncated`, `source_not_media`
 */
export function checkEncodedDuration(source: ProbedSource, encodedS: number): void {
  if (encodedS <= 0) throw new MediaError("source_not_media", "Nothing in the source could be decoded");
  const { durationS } = source;
  if (durationS === null || !hasStatedDuration(source.container)) return;
  if (durationS - encodedS > Math.max(1, durationS * 0.05)) {
    throw new MediaError(
      "source_truncated",
      `The source states ${durationS} s, but only ${encodedS} s are there`,
    );
  }
}
