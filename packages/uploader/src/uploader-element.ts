import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { announcementOf } from "./announcement.ts";
import { checkFile } from "./check-file.ts";
import { type FileAction, fileRow } from "./file-row.ts";
import { fingerprint } from "./fingerprint.ts";
import { icon } from "./icons.ts";
import { overallHeader } from "./overall-header.ts";
import type { UploadEndpoint } from "./request-grant.ts";
import { browserResumeStore } from "./resume-store.ts";
import { sleep } from "./sleep.ts";
import { english, type UploaderStrings } from "./strings.ts";
import { sendByTus, terminateByTus } from "./tus-transport.ts";
import { type FileError, isReceived, isUnsaved, type UploadFile } from "./upload-file.ts";
import { UploadQueue } from "./upload-queue.ts";
import { eventsOf } from "./uploader-events.ts";
import { uploaderStyles } from "./uploader-styles.ts";

/** What browsers call video and sound, and what they have no name for. */
const media = "video/*,audio/*,.mkv,.ts,.mts,.m2ts,.mov,.avi,.flv,.mxf,.webm,.m4v,.3gp,.ogv";

/**
 * Takes video files from a person and sees them through until they can be played.
 *
 * @tag firstframe-uploader
 * @attr {string} endpoint - URL on the page's own server that answers a POST with an upload (the API's answer to `POST /v1/uploads`, as it is)
 * @attr {boolean} multiple - take several files
 * @attr {string} accept - as of `<input accept>`; video and audio unless set
 * @attr {number} max-file-size - bytes; no limit unless set
 * @attr {number} max-files - files that wait or are being sent, at a time; no limit unless set
 * @attr {number} parallel - files sent at the same time; 2 unless set
 * @attr {string} pausable - "false" offers no pause button
 * @attr {string} name - in a form, the field under which the ids of the assets are sent, once their bytes are with the server
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
 * @csspart overall - how far the list is, where it has several files
 * @csspart list - the files
 * @csspart file - one file; also `file-<status>`
 * @csspart name - its name
 * @csspart status - the sentence on what it is doing
 * @csspart bar - a progress bar; also `bar-all`, `bar-sending` and `bar-preparing`
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
  static readonly formAssociated = true;
  static override styles = uploaderStyles;
  static override properties = {
    endpoint: { type: String },
    multiple: { type: Boolean },
    accept: { type: String },
    maxFileSize: { type: Number, attribute: "max-file-size" },
    maxFiles: { type: Number, attribute: "max-files" },
    parallel: { type: Number },
    pausable: { converter: (value: string | null) => value !== "false" },
    name: { type: String, reflect: true },
    disabled: { type: Boolean, reflect: true },
    strings: { attribute: false },
  };

  declare endpoint: UploadEndpoint;
  declare multiple: boolean;
  declare accept: string;
  declare maxFileSize: number;
  declare maxFiles: number;
  declare parallel: number;
  declare pausable: boolean;
  declare name: string;
  declare disabled: boolean;
  declare strings: UploaderStrings;

  readonly #queue: UploadQueue;
  readonly #internals: ElementInternals;
  #dragDepth = 0;
  #said = "";
  #unsaid: string[] = [];
  /** The file whose button has the focus, and its place in the list. */
  #focused: { id: string; index: number } | null = null;
  #warns = false;
  #ticker: ReturnType<typeof setInterval> | null = null;

  constructor() {
    super();
    this.endpoint = "";
    this.multiple = false;
    this.accept = media;
    this.maxFileSize = 0;
    this.maxFiles = 0;
    this.parallel = 2;
    this.pausable = true;
    this.name = "";
    this.disabled = false;
    this.strings = english;
    let made = 0;
    this.#internals = this.attachInternals();
    this.#queue = new UploadQueue({
      endpoint: () => this.endpoint,
      strings: () => this.strings,
      parallel: () => Math.max(1, this.parallel),
      send: sendByTus,
      terminate: terminateByTus,
      fetch: (...request) => fetch(...request),
      // Typed as always there, but missing on pages that are not served securely.
      fingerprint: (file) => fingerprint(file, crypto.subtle),
      store: browserResumeStore(() => localStorage, this.#resumeScope, Date.now),
      online: () => navigator.onLine,
      now: Date.now,
      random: Math.random,
      makeId: () => `file-${++made}`,
      sleep,
      onChange: (file, before) => this.#onChange(file, before),
    });
  }

  /** The files of the list, in order. */
  get files(): readonly UploadFile[] {
    return this.#queue.files;
  }

  /** Takes files as if a person had chosen them; those that are not taken are shown with the reason. */
  addFiles(files: Iterable<File>): void {
    if (this.disabled) return;
    let taken = 0;
    for (const file of files) {
      const refusal = this.#refusalOf(file);
      this.#queue.add(file, refusal);
      if (refusal === null) taken++;
    }
    if (taken > 0) this.#say(this.strings.announceAdded(taken));
  }

  /** Pauses every file that is being sent or waits for it. */
  pauseAll(): void {
    for (const { id } of this.files) this.#queue.pause(id);
  }

  /** Goes on with every paused file. */
  resumeAll(): void {
    for (const { id, status } of this.files) if (status === "paused") this.#queue.resume(id);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("offline", this.#onOffline);
    addEventListener("online", this.#onOnline);
    this.#queue.wake();
    this.#warnBeforeLeaving();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("offline", this.#onOffline);
    removeEventListener("online", this.#onOnline);
    this.#warnBeforeLeaving();
    queueMicrotask(() => {
      // An element that was only moved within the page goes on.
      if (this.isConnected) return;
      this.#queue.suspend();
      this.#tick();
    });
  }

  protected override willUpdate(): void {
    if (this.#unsaid.length > 0) {
      const text = this.#unsaid.join(" ");
      // The same words again are news only if the text differs.
      this.#said = text === this.#said ? `${text}\u00a0` : text;
      this.#unsaid = [];
    }
    const row = this.shadowRoot?.activeElement?.closest<HTMLElement>("[data-file-id]");
    const index = row?.parentElement ? [...row.parentElement.children].indexOf(row) : 0;
    this.#focused = row ? { id: row.dataset.fileId ?? "", index } : null;
  }

  protected override updated(): void {
    this.#tick();
    if (this.#focused !== null && !this.shadowRoot?.activeElement) this.#restoreFocus(this.#focused);
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
        <p class="heading"><slot name="heading">${this.#dragDepth > 0 ? strings.dropHere : strings.heading(this.multiple)}</slot></p>
        <p class="hint"><slot name="hint">${strings.hint}</slot></p>
        <button part="choose" class="choose" type="button" ?disabled=${this.disabled} @click=${this.#onChoose}>
          ${strings.choose(this.multiple)}
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
          : html`${overallHeader(files, strings)}
              <ul part="list" class="list" aria-label=${strings.list}>
                ${repeat(
                  files,
                  ({ id }) => id,
                  (file) =>
                    fileRow(file, { strings, pausable: this.pausable, now: Date.now(), act: this.#act }),
                )}
              </ul>`
      }
      <p class="said" role="status">${this.#said}</p>
    `;
  }

  #refusalOf(file: File): FileError | null {
    const { strings } = this;
    const refuse = (code: string, message: string): FileError => ({ code, message, retryable: false });
    if (this.#queue.has(file)) return refuse("duplicate", strings.duplicate(file.name));
    const limit = this.multiple ? this.maxFiles : 1;
    const open = this.files.filter(isUnsaved).length;
    if (limit > 0 && open >= limit) return refuse("too_many_files", strings.tooMany(limit));
    return checkFile(file, this, strings);
  }

  readonly #resumeScope = (): string =>
    typeof this.endpoint === "string" ? new URL(this.endpoint, document.baseURI).href : "";

  #say(text: string): void {
    this.#unsaid.push(text);
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

  #onChange(file: UploadFile, before: UploadFile | null): void {
    this.requestUpdate();
    if (file.status !== before?.status) {
      const announcement = announcementOf(file, this.strings);
      if (announcement !== null) this.#say(announcement);
      this.#warnBeforeLeaving();
      this.#fillForm();
    }
    for (const { name, detail } of eventsOf(file, before)) {
      this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    }
  }

  /** Only while it is needed: a page with this listener leaves the browser's back/forward cache. */
  #warnBeforeLeaving(): void {
    const warns = this.isConnected && this.files.some(isUnsaved);
    if (warns === this.#warns) return;
    this.#warns = warns;
    if (warns) addEventListener("beforeunload", this.#onLeave);
    else removeEventListener("beforeunload", this.#onLeave);
  }

  #fillForm(): void {
    const value = new FormData();
    for (const file of this.files) {
      if (isReceived(file) && file.assetId !== null) value.append(this.name, file.assetId);
    }
    this.#internals.setFormValue(this.name === "" ? null : value);
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
        this.#fillForm();
        this.requestUpdate();
        break;
    }
  };

  /** The button that had the focus is gone: it goes to the file's first one, or its neighbour's, or to the start. */
  #restoreFocus({ id, index }: { id: string; index: number }): void {
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>("[data-file-id]")];
    const row = rows.find(({ dataset }) => dataset.fileId === id) ?? rows[index] ?? rows.at(-1);
    (row ?? this.renderRoot).querySelector<HTMLElement>("button")?.focus();
  }

  readonly #onOffline = (): void => this.#queue.goOffline();
  readonly #onOnline = (): void => this.#queue.goOnline();
  readonly #onLeave = (event: BeforeUnloadEvent): void => event.preventDefault();

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
    if (!this.#takes(event)) return;
    this.#dragDepth++;
    this.requestUpdate();
  }

  #onDragOver(event: DragEvent): void {
    if (this.#takes(event) && event.dataTransfer) event.dataTransfer.dropEffect = "copy";
  }

  #onDragLeave(): void {
    this.#dragDepth = Math.max(0, this.#dragDepth - 1);
    this.requestUpdate();
  }

  #onDrop(event: DragEvent): void {
    this.#dragDepth = 0;
    if (this.#takes(event)) this.addFiles(event.dataTransfer?.files ?? []);
    this.requestUpdate();
  }

  /** Whether files are being dragged; if so, the browser is kept from opening them in place of the page. */
  #takes(event: DragEvent): boolean {
    if (!event.dataTransfer?.types.includes("Files")) return false;
    event.preventDefault();
    if (this.disabled) event.dataTransfer.dropEffect = "none";
    return !this.disabled;
  }
}
