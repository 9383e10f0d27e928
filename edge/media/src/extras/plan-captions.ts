import type { TextTrack } from "./extras-facts.ts";
import { readingTimeLimitS } from "./extras-limits.ts";
import type { SkippedExtra } from "./skipped-extra.ts";

export interface CaptionsPlan {
  readonly tracks: readonly TextTrack[];
  /** Seconds of the media; null where the source does not say. */
  readonly durationS: number | null;
  readonly timeLimitS: number;
}

const textCodecs = new Set(["subrip", "mov_text", "webvtt", "ass", "ssa"]);
const maximumTracks = 32;

/** Plans what is text, and says why the other tracks are left out. */
export function planCaptions(
  tracks: readonly TextTrack[],
  durationS: number | null,
): { captions: CaptionsPlan | null; skipped: SkippedExtra[] } {
  const texts = tracks.filter(({ codec }) => textCodecs.has(codec));
  const taken = texts.slice(0, maximumTracks);
  const skipped = tracks
    .filter((track) => !taken.includes(track))
    .map(({ index, codec }): SkippedExtra => {
      const reason = textCodecs.has(codec)
        ? `at most ${maximumTracks} tracks are taken`
        : `${codec} is not text that could be shown as captions`;
      return { kind: "subtitles", reason: `Track ${index}: ${reason}` };
    });
  const captions =
    taken.length > 0 ? { tracks: taken, durationS, timeLimitS: readingTimeLimitS(durationS) } : null;
  return { captions, skipped };
}
