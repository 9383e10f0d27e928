import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { type FileAction, fileRow } from "./file-row.ts";
import { type ListAction, overallHeader } from "./overall-header.ts";
import type { UploaderStrings } from "./strings.ts";
import type { UploadFile } from "./upload-file.ts";

export { announcementOf } from "./announcement.ts";
export { Countdown } from "./countdown.ts";
export { fileListStyles } from "./file-list-styles.ts";
export { FocusKeeper } from "./focus-keeper.ts";
export { pauseOf } from "./overall-header.ts";
export { ProgressAnnouncement } from "./progress-announcement.ts";

export interface ListOptions {
  readonly strings: UploaderStrings;
  readonly pausable: boolean;
  /** Until when the server wants no upload to start; ms since the epoch. */
  readonly pausedUntil: number | null;
  readonly now: number;
  readonly actOnFile: (action: FileAction, file: UploadFile) => void;
  readonly actOnAll: (action: ListAction) => void;
}

/** The list of files; with what else it needs it is loaded once there is one: most pages are looked at without an upload. */
export function fileList(files: readonly UploadFile[], options: ListOptions): TemplateResult {
  return html`${overallHeader(files, options)}
    <ul part="list" class="list" role="list" aria-label=${options.strings.list}>
      ${repeat(
        files,
        ({ id }) => id,
        (file) => fileRow(file, options),
      )}
    </ul>`;
}
