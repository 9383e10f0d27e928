import type { ProducedFile } from "@firstframe/contract";
import { ExtraFailure } from "./extra-failure.ts";
import { makeCaptions } from "./make-captions.ts";
import { makeChapters } from "./make-chapters.ts";
import { makeDownload } from "./make-download.ts";
import { makePreview } from "./make-preview.ts";
import { makeStill } from "./make-still.ts";
import { makeStoryboard } from "./make-storyboard.ts";
import { makeWaveform } from "./make-waveform.ts";
import type { ExtrasPlan } from "./plan-extras.ts";
import type { SkippedExtra } from "./skipped-extra.ts";
import type { Workplace } from "./workplace.ts";

export interface MadeExtras {
  readonly files: readonly ProducedFile[];
  readonly skipped: readonly SkippedExtra[];
}

type Making = () => Promise<readonly ProducedFile[]>;

/**
 * Makes everything that is planned, one after the other, what is seen first coming first. What cannot be made is left
 * out, since no video fails for want of a picture.
 *
 * @throws the signal's reason
 * @throws Error when ffmpeg cannot be started or a file cannot be written
 */
export async function makeExtras(plan: ExtrasPlan, workplace: Workplace): Promise<MadeExtras> {
  const { poster, thumbnail, storyboard, preview, waveform, chapters, captions, download } = plan;
  const files: ProducedFile[] = [];
  const skipped: SkippedExtra[] = [...plan.skipped];
  const attempt = async (kind: SkippedExtra["kind"], making: Making) => {
    try {
      files.push(...(await making()));
    } catch (error) {
      if (!(error instanceof ExtraFailure)) throw error;
      skipped.push({ kind, reason: error.message });
    }
  };

  if (poster) await attempt("poster", () => makeStill("poster", poster, workplace));
  if (thumbnail) await attempt("thumbnail", () => makeStill("thumbnail", thumbnail, workplace));
  if (chapters.length > 0) await attempt("chapters", () => makeChapters(chapters, workplace));
  if (captions) {
    await attempt("subtitles", async () => {
      const made = await makeCaptions(captions, workplace);
      skipped.push(...made.skipped);
      return made.files;
    });
  }
  let keyframesS: readonly number[] = [];
  if (storyboard) {
    await attempt("storyboard", async () => {
      const made = await makeStoryboard(storyboard, workplace);
      keyframesS = made.keyframesS;
      return made.files;
    });
  }
  if (waveform) await attempt("waveform", () => makeWaveform(waveform, workplace));
  if (preview) await attempt("preview", () => makePreview(preview, keyframesS, workplace));
  if (download) await attempt("download", () => makeDownload(download, workplace));
  return { files, skipped };
}
