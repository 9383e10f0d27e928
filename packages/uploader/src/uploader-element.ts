import type { UploadStatus } from "@firstframe/contract";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { announcementOf } from "./announcement.ts";
import { checkFile } from "./check-file.ts";
import { type FileAction, fileRow } from "./file-row.ts";
import { fingerprint } from "./fingerprint.ts";
import { icon } from "./icons.ts";
import type { UploadEndpoint } from "./request-grant.ts";
import { browserResumeStore } from "./resume-store.ts";
import { sleep } from "./sleep.ts";
import { english, type UploaderStrings } from "./strings.ts";
import { sendByTus, terminateByTus } from "./tus-transport.ts";
import { isOver, isUnsaved, secondsLeft, type UploadFile } from "./upload-file.ts";
import { UploadQueue } from "./upload-queue.ts";
import { uploaderStyles } from "./uploader-styles.ts";

/** What browsers call video and sound, and what they have no name for. */
const media = "video/*,audio/*,.mkv,.ts,.mts,.m2ts,.mov,.avi,.flv,.mxf,.webm,.m4v,.3gp,.ogv";

/** Details of the element's events, by their name. */
export interface UploaderEvents {
  "file-ready": { file_id: string; name: string; size_bytes: number };
  uploadstart: { file_id: string; upload_id: string; asset_id: string };
  progress: {
    file_id: string;
    bytes_sent: number;
    bytes_total: number;
    speed_bps: number | null;
    eta_s: number | null;
  };
  offline: { file_id: string };
  online: { file_id: string };
  success: { file_id: string; upload_id: string; asset_id: string };
  assetstatus: UploadStatus;
  playable: { file_id: string; asset_id: string; playback_id: string; playback_policy: string };
  ready: { file_id: string; asset_id: string; playback_id: string; playback_policy: string };
  uploaderror: { file_id: string; code: string; message: string };
}

/**
 * Takes video files from a person and sees them through until they can be played.
 *
 * @tag firstframe-uploader
 * @attr {string} endpoint - URL on the page's own server that answers a POST with an upload (the API's answer to `POST /v1/uploads`, as it is)
 * @attr {boolean} multiple - take several files
 * @attr {string} accept - as of `<input accept>`; video and audio unless set
 * @attr {number} max-file-size - bytes; no limit unless set
 * @attr {number} max-files - files in the list that are not over; no limit unless set
 * @attr {number} parallel - files sent at the same time; 2 unless set
 * @attr {boolean} no-pause - offer no pause button
 * @attr {boolean} disabled
 * @fires {CustomEvent} file-ready - a file was taken into the list
 * @fires {CustomEvent} uploadstart - the first byte is about to be sent
 * @fires {CustomEvent} progress - bytes were sent
 * @fires {CustomEvent} offline - the connection is gone; the file waits
 * @fires {CustomEvent} online - it goes on
 * @fires {CustomEvent} success - every byte is with the server
 * @fires {CustomEvent} assetstatus - what the server says of the upload and its asset
 * @fires {CustomEvent} playable - the asset can be played
 * @fires {CustomEvent} ready - all its renditions are there
 * @fires {CustomEvent} uploaderror - a file failed or was refused
 * @slot heading - in place of the invitation
 * @slot hint - in place of the line below it
 * @csspart dropzone - where files are dropped
 * @csspart choose - the button that opens the file picker
 * @csspart list - the files
 * @csspart file - one file; also `file-<status>`
 * @csspart name - its name
 * @csspart status - the sentence on what it is doing
 * @csspart bar - its progress bar; also `bar-sending` and `bar-preparing`
 * @csspart action - a button of a file; also `action-<pause|resume|retry|cancel|remove>`
 * @cssprop --firstframe-accent - buttons, bars, focus
 * @cssprop --firstframe-on-accent - text on the accent
 * @cssprop --firstframe-surface - background
 * @cssprop --firstframe-raised - background of bars and hovered buttons
 * @cssprop --firstframe-text - text
 * @cssprop --firstframe-muted - secondary text
 * @cssprop --firstframe-line - borders
 * @cssprop --firstframe-good - what went well
 * @cssprop --firstframe-bad - what failed
 * @cssprop --firstframe-radius - corners
 * @cssprop --firstframe-font - font family
 */
export class FirstframeUploader extends LitElement {
  static override styles = uploaderStyles;
  static override properties = {
    endpoint: { type: String },
    multiple: { type: Boolean },
    accept: { type: String },
    maxFileSize: { type: Number, attribute: "max-file-size" },
    maxFiles: { type: Number, attribute: "max-files" },
    parallel: { type: Number },
    noPause: { type: Boolean, attribute: "no-pause" },
    disabled: { type: Boolean, reflect: true },
    strings: { attribute: false },
  };

  declare endpoint: UploadEndpoint;
  declare multiple: boolean;
  declare accept: string;
  declare maxFileSize: number;
  declare maxFiles: number;
  declare parallel: number;
  declare noPause: boolean;
  declare disabled: boolean;
  declare strings: UploaderStrings;

  readonly #queue: UploadQueue;
  #dragDepth = 0;
  #said = "";
  #ticker: ReturnType<typeof setInterval> | null = null;

  constructor() {
    super();
    this.endpoint = "";
    this.multiple = false;
    this.accept = media;
    this.maxFileSize = 0;
    this.maxFiles = 0;
    this.parallel = 2;
    this.noPause = false;
    this.disabled = false;
    this.strings = english;
    this.#queue = new UploadQueue({
      endpoint: () => this.endpoint,
      strings: () => this.strings,
      parallel: () => Math.max(1, this.parallel),
      send: sendByTus,
      terminate: terminateByTus,
      fetch: (...request) => fetch(...request),
      fingerprint,
      store: browserResumeStore(() => localStorage, Date.now),
      online: () => navigator.onLine,
      now: Date.now,
      random: Math.random,
      makeId: () => crypto.randomUUID(),
      sleep,
      onChange: (file, before) => this.#onChange(file, before),
    });
  }

  /** The files of the list, in order. */
  get files(): readonly UploadFile[] {
    return this.#queue.files;
  }

  /** Takes files as if a person had chosen them. */
  addFiles(files: Iterable<File>): void {
    if (this.disabled) return;
    const chosen = this.multiple ? [...files] : [...files].slice(0, 1);
    for (const file of chosen) {
      if (this.#queue.has(file)) {
        this.#say(this.strings.duplicate(file.name));
        continue;
      }
      const open = this.files.filter((other) => !isOver(other)).length;
      const refusal =
        this.maxFiles > 0 && open >= this.maxFiles
          ? { code: "too_many_files", message: this.strings.tooMany(this.maxFiles), retryable: false }
          : checkFile(file, this, this.strings);
      this.#queue.add(file, refusal);
    }
    this.#say(this.strings.announceAdded(chosen.length));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("offline", this.#onOffline);
    addEventListener("online", this.#onOnline);
    addEventListener("beforeunload", this.#onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("offline", this.#onOffline);
    removeEventListener("online", this.#onOnline);
    removeEventListener("beforeunload", this.#onLeave);
    this.#queue.stopAll();
    this.#tick();
  }

  protected override updated(_changed: PropertyValues): void {
    this.#tick();
  }

  protected override render(): TemplateResult {
    const { strings, files } = this;
    return html`
      <div
        part="dropzone"
        class="drop ${this.#dragDepth > 0 ? "over" : ""} ${this.disabled ? "disabled" : ""}"
        @dragenter=${this.#onDragEnter}
        @dragover=${this.#onDragOver}
        @dragleave=${this.#onDragLeave}
        @drop=${this.#onDrop}
      >
        ${icon("upload")}
        <p class="heading"><slot name="heading">${this.#dragDepth > 0 ? strings.dropHere : strings.heading}</slot></p>
        <p class="hint"><slot name="hint">${strings.hint}</slot></p>
        <button part="choose" class="choose" type="button" ?disabled=${this.disabled} @click=${this.#onChoose}>
          ${strings.choose}
        </button>
        <input
          type="file"
          tabindex="-1"
          aria-hidden="true"
          accept=${this.accept}
          ?multiple=${this.multiple}
          @change=${this.#onPicked}
        />
      </div>
      ${
        files.length === 0
          ? nothing
          : html`<ul part="list" class="list" aria-label=${strings.list} tabindex="-1">
              ${files.map((file) =>
                fileRow(file, { strings, pausable: !this.noPause, now: Date.now(), act: this.#act }),
              )}
            </ul>`
      }
      <p class="said" role="status">${this.#said}</p>
    `;
  }

  #say(text: string): void {
    this.#said = text;
    this.requestUpdate();
  }

  /** Seconds that are counted down need a clock; nothing else does. */
  #tick(): void {
    const counts = this.isConnected && this.files.some(({ status }) => status === "retrying");
    if (counts && this.#ticker === null) this.#ticker = setInterval(() => this.requestUpdate(), 1000);
    if (!counts && this.#ticker !== null) {
      clearInterval(this.#ticker);
      this.#ticker = null;
    }
  }

  #emit<Name extends keyof UploaderEvents>(name: Name, detail: UploaderEvents[Name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #onChange(file: UploadFile, before: UploadFile | null): void {
    this.requestUpdate();
    const file_id = file.id;
    const moved = file.status !== before?.status;
    const announcement = moved ? announcementOf(file, this.strings) : null;
    if (announcement !== null) this.#say(announcement);
    if (before === null && file.status !== "refused") {
      this.#emit("file-ready", { file_id, name: file.name, size_bytes: file.sizeBytes });
    }
    const ids = { file_id, upload_id: file.uploadId ?? "", asset_id: file.assetId ?? "" };
    if (moved && file.status === "uploading" && before?.status === "preparing")
      this.#emit("uploadstart", ids);
    if (file.sentBytes !== before?.sentBytes && file.status === "uploading") {
      this.#emit("progress", {
        file_id,
        bytes_sent: file.sentBytes,
        bytes_total: file.sizeBytes,
        speed_bps: file.speedBps,
        eta_s: secondsLeft(file),
      });
    }
    if (moved && file.status === "offline") this.#emit("offline", { file_id });
    if (moved && before?.status === "offline") this.#emit("online", { file_id });
    if (moved && file.status === "processing") this.#emit("success", ids);
    if (file.remote !== null && file.remote !== before?.remote) {
      this.#emit("assetstatus", file.remote);
      const { id: asset_id, playback_id, playback_policy } = file.remote.asset;
      const playback = { file_id, asset_id, playback_id, playback_policy };
      const wasPlayable = before?.status === "playable" || before?.status === "ready";
      if (!wasPlayable && (file.status === "playable" || file.status === "ready"))
        this.#emit("playable", playback);
      if (moved && file.status === "ready") this.#emit("ready", playback);
    }
    if (moved && file.error !== null) {
      this.#emit("uploaderror", { file_id, code: file.error.code, message: file.error.message });
    }
  }

  readonly #act = (action: FileAction, file: UploadFile): void => {
    switch (action) {
      case "pause":
        this.#queue.pause(file.id);
        break;
      case "resume":
      case "retry":
        this.#queue.resume(file.id);
        break;
      case "cancel":
        this.#queue.cancel(file.id);
        break;
      case "remove":
        this.#queue.remove(file.id);
        this.requestUpdate();
        break;
    }
    void this.#keepFocus(file.id);
  };

  /** The button that was pressed may be gone: focus goes to the file's next one, or to the list, or to the start. */
  async #keepFocus(id: string): Promise<void> {
    await this.updateComplete;
    const root = this.renderRoot;
    if (root instanceof ShadowRoot && root.activeElement !== null) return;
    const next = root.querySelector<HTMLElement>(`[data-file-id="${id}"] button`);
    (next ?? root.querySelector<HTMLElement>(".list") ?? root.querySelector<HTMLElement>(".choose"))?.focus();
  }

  readonly #onOffline = (): void => this.#queue.goOffline();
  readonly #onOnline = (): void => this.#queue.goOnline();
  readonly #onLeave = (event: BeforeUnloadEvent): void => {
    if (this.files.some(isUnsaved)) event.preventDefault();
  };

  #onChoose(): void {
    this.renderRoot.querySelector("input")?.click();
  }

  #onPicked(event: Event): void {
    const input = event.currentTarget as HTMLInputElement;
    this.addFiles(input.files ?? []);
    // So that the same file can be picked again.
    input.value = "";
  }

  #onDragEnter(event: DragEvent): void {
    event.preventDefault();
    this.#dragDepth++;
    this.requestUpdate();
  }

  #onDragOver(event: DragEvent): void {
    event.preventDefault();
  }

  #onDragLeave(): void {
    this.#dragDepth = Math.max(0, this.#dragDepth - 1);
    this.requestUpdate();
  }

  #onDrop(event: DragEvent): void {
    event.preventDefault();
    this.#dragDepth = 0;
    this.addFiles(event.dataTransfer?.files ?? []);
    this.requestUpdate();
  }
}
