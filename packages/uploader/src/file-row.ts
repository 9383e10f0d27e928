import { html, nothing, type TemplateResult } from "lit";
import { barOf, describeFile } from "./describe-file.ts";
import type { ListOptions } from "./file-list.ts";
import { formatBytes } from "./format-bytes.ts";
import { icon } from "./icon.ts";
import { type ListIcon, listIcons } from "./list-icons.ts";
import { progressBar } from "./progress-bar.ts";
import { isPausable, isUnsaved, type UploadFile } from "./upload-file.ts";

export type FileAction = "pause" | "resume" | "retry" | "cancel" | "discard" | "remove";

const icons: Record<FileAction, ListIcon> = {
  pause: "pause",
  resume: "resume",
  retry: "retry",
  cancel: "close",
  discard: "close",
  remove: "close",
};

/** What can be done with a file right now. */
function actionsOf(file: UploadFile, pausable: boolean): FileAction[] {
  const actions: FileAction[] = [];
  if (pausable && isPausable(file)) actions.push("pause");
  if (file.status === "paused" || file.status === "interrupted") actions.push("resume");
  if ((file.status === "failed" && file.error?.retryable) || ["offline", "retrying"].includes(file.status))
    actions.push("retry");
  actions.push(file.status === "interrupted" ? "discard" : isUnsaved(file) ? "cancel" : "remove");
  return actions;
}

/** One file of the list. */
export function fileRow(file: UploadFile, options: Omit<ListOptions, "actOnAll">): TemplateResult {
  const { strings } = options;
  const bar = barOf(file);
  const description = describeFile(file, strings, options);
  const mark: ListIcon =
    file.status === "ready" || file.status === "playable"
      ? "done"
      : file.status === "failed" || file.status === "refused"
        ? "failed"
        : "video";
  return html`<li part="file file-${file.status}" class="file" data-status=${file.status} data-file-id=${file.id}>
    <span class="mark">${icon(listIcons[mark])}</span>
    <div class="text">
      <span class="line">
        <span part="name" class="name" dir="auto" title=${file.name}>${file.name}</span>
        <span class="size">${formatBytes(file.sizeBytes, strings.tag)}</span>
      </span>
      ${bar === null ? nothing : progressBar(bar, strings.progressOf(file.name), description)}
      <span part="status" class="status"><bdi>${description}</bdi></span>
    </div>
    <span class="actions">
      ${actionsOf(file, options.pausable).map((action) => {
        const label = strings[action](file.name);
        return html`<button
          part="action action-${action}"
          class="icon"
          type="button"
          data-action=${action}
          aria-label=${label}
          title=${label}
          @click=${() => options.actOnFile(action, file)}
        >
          ${icon(listIcons[icons[action]])}
        </button>`;
      })}
    </span>
  </li>`;
}
