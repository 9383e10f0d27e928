import { html, nothing, type TemplateResult } from "lit";
import { overallOf } from "./overall.ts";
import { progressBar } from "./progress-bar.ts";
import type { UploaderStrings } from "./strings.ts";
import type { UploadFile } from "./upload-file.ts";

/** How far the list is; of one file, its own row says everything. */
export function overallHeader(
  files: readonly UploadFile[],
  strings: UploaderStrings,
): TemplateResult | typeof nothing {
  const { total, finished, sentShare } = overallOf(files);
  if (total < 2) return nothing;
  return html`<div part="overall" class="overall">
    <span>${strings.overall(finished, total)}</span>
    ${progressBar({ share: sentShare, phase: "all" }, strings.progressOfAll)}
  </div>`;
}
