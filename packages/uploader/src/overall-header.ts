import { html, nothing, type TemplateResult } from "lit";
import type { ListOptions } from "./file-list.ts";
import { formatBytes } from "./format-bytes.ts";
import { overallOf } from "./overall.ts";
import { progressBar } from "./progress-bar.ts";
import { roundedSeconds, secondsUntil, spokenDuration } from "./spoken-duration.ts";
import type { UploaderStrings } from "./strings.ts";
import { isOver, isPausable, type UploadFile } from "./upload-file.ts";

export type ListAction = "pauseAll" | "resumeAll" | "clearFinished";

/** How far the list is, and what can be done with all of it; of one file, its own row says everything. */
export function overallHeader(
  files: readonly UploadFile[],
  { strings, pausable, pausedUntil, now, actOnAll }: Omit<ListOptions, "actOnFile">,
): TemplateResult | typeof nothing {
  if (files.length < 2 && pausedUntil === null) return nothing;
  const { total, sentShare } = overallOf(files);
  const actions: ListAction[] = [];
  if (pausable && files.some(isPausable)) actions.push("pauseAll");
  if (files.some(({ status }) => status === "paused")) actions.push("resumeAll");
  if (files.some(isOver)) actions.push("clearFinished");
  return html`<div part="overall" class="overall">
    <span class="line">
      <span class="summary">${pausedUntil === null ? summaryOf(files, strings) : pauseOf(pausedUntil, now, strings)}</span>
      ${actions.map(
        (action) =>
          html`<button part="action-all" class="all" type="button" data-action=${action} @click=${() => actOnAll(action)}>
            ${strings[action]}
          </button>`,
      )}
    </span>
    ${total === 0 ? nothing : progressBar({ share: sentShare, phase: "all" }, strings.progressOfAll)}
  </div>`;
}

/** Until when the server wants no upload to start, in a sentence. */
export function pauseOf(until: number, now: number, strings: UploaderStrings): string {
  return strings.queuePaused(spokenDuration(secondsUntil(until, now), strings.tag, "long"));
}

function summaryOf(files: readonly UploadFile[], strings: UploaderStrings): string {
  const { total, finished, speedBps, secondsLeft } = overallOf(files);
  if (total === 0) return "";
  const { tag } = strings;
  return strings.overall(
    finished,
    total,
    speedBps === null ? "" : formatBytes(speedBps / 8, tag, "-per-second"),
    secondsLeft === null ? "" : strings.timeLeft(spokenDuration(roundedSeconds(secondsLeft), tag, "short")),
  );
}
