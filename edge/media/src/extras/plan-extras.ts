import type { PosterPlan } from "../plan.ts";
import type { Chapter, ExtrasFacts } from "./extras-facts.ts";
import { type CaptionsPlan, planCaptions } from "./plan-captions.ts";
import { type DownloadPlan, planDownload } from "./plan-download.ts";
import { type PreviewPlan, planPreview } from "./plan-preview.ts";
import { planPoster, planThumbnail } from "./plan-still.ts";
import { planStoryboard, type StoryboardPlan } from "./plan-storyboard.ts";
import { planWaveform, type WaveformPlan } from "./plan-waveform.ts";
import type { SkippedExtra } from "./skipped-extra.ts";

/** All that is decided about the extras, as plain data that can be stored and sent. Null: not made. */
export interface ExtrasPlan {
  readonly poster: PosterPlan | null;
  readonly thumbnail: PosterPlan | null;
  readonly storyboard: StoryboardPlan | null;
  readonly preview: PreviewPlan | null;
  readonly waveform: WaveformPlan | null;
  readonly chapters: readonly Chapter[];
  readonly captions: CaptionsPlan | null;
  readonly download: DownloadPlan | null;
  /** What of the source cannot be used, and why. */
  readonly skipped: readonly SkippedExtra[];
}

export interface ExtrasOptions {
  /** Seconds from the start at which the thumbnail is taken; null: none is wanted. */
  readonly thumbnailS: number | null;
  /** Whether an MP4 to download is wanted. */
  readonly download: boolean;
}

/** Decides what to make of a source besides its renditions. */
export function planExtras(facts: ExtrasFacts, options: ExtrasOptions): ExtrasPlan {
  const { durationS, picture, audio } = facts;
  const { captions, skipped } = planCaptions(facts.textTracks, durationS);
  return {
    poster: picture && planPoster(picture, durationS),
    thumbnail:
      picture && options.thumbnailS !== null ? planThumbnail(picture, durationS, options.thumbnailS) : null,
    storyboard: picture && durationS !== null ? planStoryboard(picture, durationS) : null,
    preview: picture && planPreview(picture, durationS),
    waveform: audio && picture === null ? planWaveform(audio, durationS) : null,
    chapters: facts.chapters,
    captions,
    download: options.download ? planDownload(facts) : null,
    skipped:
      picture && durationS === null
        ? [...skipped, { kind: "storyboard", reason: "The source does not say how long it is" }]
        : skipped,
  };
}
