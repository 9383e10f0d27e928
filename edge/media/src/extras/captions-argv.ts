import { maximumCaptionBytes } from "@firstframe/captions";
import { inputArgv } from "../hls-argv.ts";
import type { TextTrack } from "./extras-facts.ts";

interface CaptionsArgvOptions {
  /** Absolute path of the source. */
  readonly source: string;
  readonly threads: number;
}

/** The ffmpeg run that writes every track into a file of its own, `extractedName` in the working directory. */
export function captionsArgv(tracks: readonly TextTrack[], options: CaptionsArgvOptions): string[] {
  return [
    ...inputArgv({ kind: "file", path: options.source }, options.threads),
    ...tracks.flatMap((track) => [
      ...["-map", `0:${track.index}`, "-c:s", codecFor(track), "-map_metadata", "-1", "-map_chapters", "-1"],
      ...["-fs", `${maximumCaptionBytes}`, "-f", formatOf(track), extractedName(track)],
    ]),
  ];
}

/** SRT, unless the track is WebVTT: ffmpeg's own way to WebVTT loses where a cue is placed. */
export function extractedName(track: TextTrack): string {
  return `track-${track.index}.${formatOf(track) === "srt" ? "srt" : "vtt"}`;
}

function formatOf({ codec }: TextTrack): "webvtt" | "srt" {
  return codec === "webvtt" ? "webvtt" : "srt";
}

function codecFor({ codec }: TextTrack): string {
  return codec === "webvtt" || codec === "subrip" ? "copy" : "subrip";
}
