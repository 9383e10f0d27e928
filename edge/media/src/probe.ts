import { inputGuard, inputName, type OpenInput } from "./input-guard.ts";
import { MediaError } from "./media-error.ts";
import { parseProbe } from "./parse-probe.ts";
import { type PacketFacts, parsePackets } from "./prepare/packet-facts.ts";
import type { ProbedSource } from "./source-facts.ts";
import type { Toolbox } from "./toolbox.ts";

export interface Probe {
  readonly source: ProbedSource;
  /** Of the video track; null where there is none. */
  readonly packets: PacketFacts | null;
  /** All that ffprobe said, for whoever needs more of it. */
  readonly json: unknown;
}

const timeoutMs = 60_000;
/** Seconds of packets that are looked at. */
const lookS = 12;

/**
 * Finds out what a source is.
 *
 * @param input of a file that still grows, what is there has to suffice; a pipe is waited for
 * @throws MediaError `source_not_media`, `source_truncated`, `source_no_tracks`, `source_unsupported`
 */
export async function probe(input: OpenInput, tools: Toolbox): Promise<Probe> {
  const result = await tools.ffprobe(
    [
      ...inputGuard(input),
      ...["-print_format", "json", "-show_format", "-show_streams", "-show_chapters"],
      ...["-show_entries", "packet=stream_index,pts_time,dts_time,flags", "-read_intervals", `%+${lookS}`],
      inputName(input),
    ],
    { timeoutMs, ...(input.kind === "pipe" ? { input: input.open() } : {}) },
  );
  if (result.timedOut) throw new MediaError("processing_timeout", `ffprobe took more than ${timeoutMs} ms`);
  if (result.exitCode !== 0) throw probeFailure(result.stderr);
  const json: unknown = JSON.parse(result.stdout);
  const source = parseProbe(json);
  return { source, packets: source.video && parsePackets(json, source.video.index), json };
}

function probeFailure(stderr: string): MediaError {
  const detail = `ffprobe: ${stderr.slice(-2000)}`;
  const isCut = /moov atom not found|File ended prematurely/i.test(stderr);
  return new MediaError(isCut ? "source_truncated" : "source_not_media", detail);
}
