import { inputGuard } from "./input-guard.ts";
import { MediaError } from "./media-error.ts";
import { parseProbe } from "./parse-probe.ts";
import { runTool } from "./run-tool.ts";
import type { ProbedSource } from "./source-facts.ts";

interface ProbeOptions {
  readonly ffprobe: string;
  /** Absolute path of the source. */
  readonly source: string;
  readonly cwd: string;
  readonly signal: AbortSignal;
}

const timeoutMs = 60_000;

/**
 * Finds out what a source is.
 *
 * @throws MediaError `source_not_media`, `source_truncated`, `source_no_tracks`, `source_unsupported`
 */
export async function probe(options: ProbeOptions): Promise<ProbedSource> {
  const argv = ["-v", "error", ...inputGuard, "-print_format", "json", "-show_format", "-show_streams"];
  const result = await runTool({
    command: options.ffprobe,
    argv: [...argv, `file:${options.source}`],
    cwd: options.cwd,
    timeoutMs,
    signal: options.signal,
  });
  if (result.timedOut) throw new MediaError("processing_timeout", `ffprobe took more than ${timeoutMs} ms`);
  if (result.exitCode !== 0) throw probeFailure(result.stderr);
  return parseProbe(JSON.parse(result.stdout));
}

function probeFailure(stderr: string): MediaError {
  const detail = `ffprobe: ${stderr.slice(-2000)}`;
  const isCut = /moov atom not found|File ended prematurely/i.test(stderr);
  return new MediaError(isCut ? "source_truncated" : "source_not_media", detail);
}
