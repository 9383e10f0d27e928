import { html, nothing, type TemplateResult } from "lit";
import type { ListOptions } from "./file-list.ts";
import { formatBytes } from "./format-bytes.ts";
import { overallOf } from "./overall.ts";
import { progressBar } from "./progress-bar.ts";
import { isPausable, type UploadFile } from "./upload-file.ts";

export type ListAction = "pauseAll" | "resumeAll" | "clearFinished";

/** How far the list is, and what can be done with all of it; of one file, its own row says everything. */
export function overallHeader(
  files: readonly UploadFile[],
  { strings, pausable, pausedUntil, now, actOnAll }: Omit<ListOptions, "actOnFile">,
): TemplateResult | typeof nothing {
  const { total, finished, sentShare, speedBps, secondsLeft } = overallOf(files);
  if (total < 2 && pausedUntil === null) return nothing;
  const speed = speedBps === null ? "" : strings.perSecond(formatBytes(speedBps / 8, strings.tag));
  const left = secondsLeft === null ? "" : strings.secondsLeft(secondsLeft);
  const actions: ListAction[] = [];
  if (pausable && files.some(isPausable)) actions.push("pauseAll");
  if (files.some(({ status }) => status === "paused")) actions.push("resumeAll");
  if (finished > 0) actions.push("clearFinished");
  return html`<div part="overall" class="overall">
    <span class="line">
      <span class="summary">
        ${
          pausedUntil === null
            ? strings.overall(finished, total, speed, left)
            : strings.queuePaused(Math.max(1, Math.ceil((pausedUntil - now) / 1000)))
        }
      </span>
      ${actions.map(
        (action) =>
          html`<button part="action-all" class="all" type="button" data-action=${action} @click=${() => actOnAll(action)}>
            ${strings[action]}
          </button>`,
      )}
    </span>
    ${progressBar({ share: sentShare, phase: "all" }, strings.progressOfAll)}
  </div>`;
}
