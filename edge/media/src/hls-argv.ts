import { inputGuard, inputName, type SourceInput } from "./input-guard.ts";
import { maximumDurationS } from "./limits.ts";

/** The input, read from the one local file or the one pipe only. Options in `before` apply to it. */
export function inputArgv(input: SourceInput, threads: number, before: readonly string[] = []): string[] {
  return ["-threads", `${threads}`, ...inputGuard(input), ...before, "-i", inputName(input)];
}

/** Refuses to go on for ever, whatever the source says. */
export const durationLimit: readonly string[] = ["-t", `${maximumDurationS}`];

interface HlsOptions {
  /** Of the rendition, below the working directory. */
  readonly directory: string;
  /** Seconds: a segment ends at the first keyframe after as many. */
  readonly segmentS: number;
  /** Number of the first segment. */
  readonly first: number;
}

/**
 * One output of CMAF segments: `<directory>/init.mp4`, `<directory>/00000.m4s` … and a playlist that tells which of them are
 * complete: `event` makes ffmpeg rewrite it after every segment, and `temp_file` makes it do so at once. Negative times
 * are kept and taken away by an edit list: shifting them would move pictures and sound apart by the encoders' delays.
 */
export function hlsArgv({ directory, segmentS, first }: HlsOptions): string[] {
  return [
    ...["-map_metadata", "-1", "-map_chapters", "-1", "-avoid_negative_ts", "disabled"],
    ...["-max_muxing_queue_size", "4096", "-f", "hls", "-hls_segment_type", "fmp4"],
    ...["-hls_playlist_type", "event", "-hls_list_size", "0", "-start_number", `${first}`],
    ...["-hls_flags", "independent_segments+temp_file", "-hls_time", segmentS.toFixed(6)],
    ...["-hls_fmp4_init_filename", "init.mp4", "-hls_segment_filename", `${directory}/%05d.m4s`],
    `${directory}/${ffmpegPlaylist}`,
  ];
}

/** Written by ffmpeg for us alone: what players read is rendered by the API. */
export const ffmpegPlaylist = "ffmpeg.m3u8";
