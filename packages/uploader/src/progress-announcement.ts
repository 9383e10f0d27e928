import { formatPercent } from "./format-percent.ts";
import { overallOf } from "./overall.ts";
import type { UploaderStrings } from "./strings.ts";
import type { UploadFile } from "./upload-file.ts";

const steps = 4;

/** Tells how far the whole list is, each time another quarter of it was sent: more often would be chatter. */
export class ProgressAnnouncement {
  #passed = 0;

  /** What a screen reader is told now; null for what is no news. */
  next(files: readonly UploadFile[], strings: UploaderStrings): string | null {
    const before = this.#passed;
    this.#passed = Math.floor(steps * overallOf(files).sentShare);
    const isNews = this.#passed > before && this.#passed < steps;
    return isNews ? strings.announceProgress(formatPercent(this.#passed / steps, strings.tag)) : null;
  }
}
