import { adoptStyles, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { Announcer } from "./announcer.ts";
import { browserQueue } from "./browser-queue.ts";
import { FileIntake } from "./file-intake.ts";
import { FilePicker } from "./file-picker.ts";
import type { FileAction } from "./file-row.ts";
import { fillForm } from "./form-part.ts";
import { icon, uploadIcon } from "./icon.ts";
import { LeaveGuard } from "./leave-guard.ts";
import { loadLocale } from "./locales/all-locales.ts";
import { english } from "./locales/en.ts";
import { mediaKinds } from "./media-kinds.ts";
import type { OfferedFile } from "./offered-item.ts";
import { pageLanguage } from "./page-language.ts";
import type { ProgressAnnouncement } from "./progress-announcement.ts";
import type { UploadEndpoint } from "./request-grant.ts";
import type { UploaderStrings } from "./strings.ts";
import { isOver, isPlayable, isUnsaved, type UploadFile } from "./upload-file.ts";
import { eventsOf } from "./uploader-events.ts";
import { uploaderStyles } from "./uploader-styles.ts";

type ListModule = typeof import("./file-list.ts");

/**
 * Takes video files from a person and sees them through until they can be played.
 *
 * @tag firstframe-uploader
 * @attr {string} endpoint - URL on the page's own server that answers a POST with an upload (the API's answer to `POST /v1/uploads`, as it is)
 * @attr {boolean} multiple - take several files
 * @attr {boolean} folders - offer a button for a whole folder
 * @attr {string} accept - as of `<input accept>`; video and audio unless set
 * @attr {number} max-file-size - bytes; no limit unless set
 * @attr {number} min-duration - seconds, where the browser can tell
 * @attr {number} max-duration - seconds, where the browser can tell
 * @attr {number} max-files - files that wait or are being sent, at a time; no limit unless set
 * @attr {number} parallel - files sent at the same time; 2 unless set
 * @attr {number} streams - connections over which one large file is sent; 1 unless set
 * @attr {string} locale - BCP 47: the language of the element; that of the page unless set
 * @attr {boolean} required - in a form: at least one file has to be uploaded
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
 * @csspart choose - the button that opens the file picker; also `choose-folder`
 * @csspart overall - how far the list is, where it has several files
 * @csspart action-all - a button for the whole list
 * @csspart list - the files
 * @csspart file - one file; also `file-<status>`
 * @csspart name - its name
 * @csspart status - the sentence on what it is doing
 * @csspart bar - a progress bar; also `bar-all`, `bar-sending` and `bar-preparing`
 * @csspart action - a button of a file; also `action-<pause|resume|retry|cancel|discard|remove>`
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
    folders: { type: Boolean },
    accept: { type: String },
    maxFileSize: { type: Number, attribute: "max-file-size" },
    maxFiles: { type: Number, attribute: "max-files" },
    minDuration: { type: Number, attribute: "min-duration" },
    maxDuration: { type: Number, attribute: "max-duration" },
    parallel: { type: Number },
    streams: { type: Number },
    pausable: { converter: (value: string | null) => value !== "false" },
    name: { type: String, reflect: true },
    required: { type: Boolean },
    disabled: { type: Boolean, reflect: true },
    locale: { type: String },
    strings: { attribute: false },
  };

  declare endpoint: UploadEndpoint;
  declare multiple: boolean;
  declare folders: boolean;
  declare accept: string;
  declare maxFileSize: number;
  declare maxFiles: number;
  declare minDuration: number;
  declare maxDuration: number;
  declare parallel: number;
  declare streams: number;
  declare pausable: boolean;
  declare name: string;
  declare required: boolean;
  declare disabled: boolean;
  declare locale: string;
  declare strings: UploaderStrings | null;

  readonly #intake = new FileIntake(this, (files) => void this.#take(files));
  readonly #picker = new FilePicker(() => this.renderRoot, {
    take: (files) => void this.addFiles(files),
    provide: (id, file) => void this.#queue.provide(id, file),
  });
  readonly #internals = this.attachInternals();
  readonly #announcer = new Announcer(this);
  readonly #leaveGuard = new LeaveGuard();
  readonly #queue = browserQueue({
    endpoint: () => this.endpoint,
    strings: () => this.#strings,
    parallel: () => Math.max(1, this.parallel),
    streams: () => Math.max(1, this.streams),
    onChange: (file, before) => this.#onChange(file, before),
    onPause: () => void this.#onPause(),
  });
  #spoken = english;
  #list: ListModule | null = null;
  #progress: ProgressAnnouncement | null = null;

  constructor() {
    super();
    this.#internals.role = "group";
    this.endpoint = "";
    this.multiple = false;
    this.folders = false;
    this.accept = mediaKinds;
    this.maxFileSize = 0;
    this.maxFiles = 0;
    this.minDuration = 0;
    this.maxDuration = 0;
    this.parallel = 2;
    this.streams = 1;
    this.pausable = true;
    this.name = "";
    this.required = false;
    this.disabled = false;
    this.locale = "";
    this.strings = null;
  }

  /** The files of the list, in order. */
  get files(): readonly UploadFile[] {
    return this.#queue.files;
  }

  /** Takes files as if a person had chosen them; those that are not taken are shown with the reason. */
  async addFiles(files: Iterable<File>): Promise<void> {
    await this.#take([...files].map((file) => ({ file, handle: null })));
  }

  /** Pauses every file that is being sent or waits for it. */
  pauseAll(): void {
    for (const { id } of this.files) this.#queue.pause(id);
  }

  /** Goes on with every paused file. */
  resumeAll(): void {
    for (const { id, status } of this.files) if (status === "paused") this.#queue.resume(id);
  }

  /** Takes what is over off the list. */
  clearFinished(): void {
    for (const file of this.files) if (isOver(file)) this.#queue.remove(file.id);
    this.#fillForm();
    this.requestUpdate();
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
      if (!this.isConnected) this.#queue.suspend();
    });
  }

  /** Puts the focus on the button that chooses files. */
  override focus(options?: FocusOptions): void {
    this.#chooseButton?.focus(options);
  }

  /** Of forms: a disabled fieldset disables what is in it. */
  formDisabledCallback(): void {
    // It may be called in the middle of an update, which would forget that it has to follow.
    queueMicrotask(() => this.requestUpdate());
  }

  /** Of forms: what was uploaded stays with the server, and is no longer sent along. */
  formResetCallback(): void {
    this.clearFinished();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("locale")) void this.#loadLocale();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("required") || changed.has("name") || changed.has("strings")) this.#fillForm();
  }

  protected override firstUpdated(): void {
    void this.#queue.restore();
  }

  protected override render(): TemplateResult {
    const { files, multiple } = this;
    const strings = this.#strings;
    const disabled = this.#isDisabled;
    const { isDraggedOver } = this.#intake;
    return html`<div lang=${strings.tag}>
      <div part="dropzone" class="drop ${isDraggedOver ? "over" : ""} ${disabled ? "disabled" : ""}">
        ${icon(uploadIcon)}
        <p class="heading"><slot name="heading">${isDraggedOver ? strings.dropHere : strings.heading(multiple)}</slot></p>
        <p class="hint"><slot name="hint">${strings.hint}</slot></p>
        <span class="ways">
          <button part="choose" class="choose" type="button" ?disabled=${disabled} @click=${() => this.#picker.open("files")}>
            ${strings.choose(multiple)}
          </button>
          ${
            this.folders && multiple
              ? html`<button
                  part="choose choose-folder"
                  class="choose quiet"
                  type="button"
                  ?disabled=${disabled}
                  @click=${() => this.#picker.open("folder")}
                >
                  ${strings.chooseFolder}
                </button>`
              : nothing
          }
        </span>
        ${this.#picker.inputs(this.accept, multiple)}
      </div>
      ${files.length === 0 ? nothing : this.#renderList(files, strings)}
      <p class="said" role="status">${this.#announcer.text}</p>
    </div>`;
  }

  #renderList(files: readonly UploadFile[], strings: UploaderStrings): TemplateResult | typeof nothing {
    return (
      this.#list?.fileList(files, {
        ...{ strings, pausable: this.pausable, pausedUntil: this.#queue.pausedUntil, now: Date.now() },
        actOnFile: this.#act,
        actOnAll: (action) => this[action](),
      }) ?? nothing
    );
  }

  /** What only a list needs. */
  async #loadList(): Promise<ListModule> {
    const list = await import("./file-list.ts");
    // Files may be added before the element is in a page.
    if (this.#list === null) await this.updateComplete;
    if (this.#list !== null) return list;
    this.#list = list;
    this.#progress = new list.ProgressAnnouncement();
    new list.FocusKeeper(this);
    new list.Countdown(
      this,
      () => this.#queue.pausedUntil !== null || this.files.some(({ status }) => status === "retrying"),
    );
    adoptStyles(this.renderRoot as ShadowRoot, [uploaderStyles, list.fileListStyles]);
    this.requestUpdate();
    return list;
  }

  get #isDisabled(): boolean {
    return this.disabled || this.matches(":disabled");
  }

  get #chooseButton(): HTMLElement | undefined {
    return this.shadowRoot?.querySelector<HTMLElement>(".choose") ?? undefined;
  }

  get #strings(): UploaderStrings {
    return this.strings ?? this.#spoken;
  }

  async #loadLocale(): Promise<void> {
    const { locale } = this;
    const wanted = locale || pageLanguage(this);
    const spoken = await loadLocale(wanted ? [wanted] : navigator.languages);
    if (locale !== this.locale) return;
    this.#spoken = spoken;
    this.#fillForm();
    this.requestUpdate();
  }

  async #take(offered: readonly OfferedFile[]): Promise<void> {
    if (this.#isDisabled) return;
    const { refusalOf } = await import("./refusal-of.ts");
    const limit = this.multiple ? this.maxFiles : 1;
    let taken = 0;
    for (const { file, handle } of offered) {
      const open = () => this.files.filter(isUnsaved).length;
      const list = () => ({ limit, open: open(), isListed: this.#queue.has(file) });
      const refusal = await refusalOf(file, this, list, this.#strings);
      this.#queue.add(file, refusal, handle);
      if (refusal === null) taken++;
    }
    if (taken > 0) this.#announcer.say(this.#strings.announceAdded(taken));
  }

  #onChange(file: UploadFile, before: UploadFile | null): void {
    this.requestUpdate();
    const isNews =
      file.status !== before?.status ||
      file.error !== before.error ||
      isPlayable(file) !== isPlayable(before);
    void this.#announce(file, isNews);
    if (isNews) {
      this.#warnBeforeLeaving();
      this.#fillForm();
    }
    for (const { name, detail } of eventsOf(file, before)) {
      this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    }
  }

  async #announce(file: UploadFile, isNews: boolean): Promise<void> {
    const { announcementOf } = await this.#loadList();
    const news = isNews ? announcementOf(file, this.#strings) : null;
    const progress = this.#progress?.next(this.files, this.#strings) ?? null;
    for (const text of [news, progress]) if (text !== null) this.#announcer.say(text);
  }

  async #onPause(): Promise<void> {
    this.requestUpdate();
    const { pauseOf } = await this.#loadList();
    const { pausedUntil } = this.#queue;
    if (pausedUntil !== null) this.#announcer.say(pauseOf(pausedUntil, Date.now(), this.#strings));
  }

  #warnBeforeLeaving(): void {
    this.#leaveGuard.set(this.isConnected && this.files.some(isUnsaved));
  }

  #fillForm(): void {
    const { name, required } = this;
    const message = this.#strings.required;
    fillForm(this.#internals, this.files, { name, required, message, anchor: this.#chooseButton });
  }

  readonly #act = (action: FileAction, { id, needsFile }: UploadFile): void => {
    switch (action) {
      case "pause":
        this.#queue.pause(id);
        break;
      case "resume":
      case "retry":
        if (needsFile) this.#picker.open("same", id);
        else this.#queue.resume(id);
        break;
      case "cancel":
        this.#queue.cancel(id);
        break;
      case "discard":
      case "remove":
        // Of what an earlier page began, the server and the browser have something to forget.
        this.#queue.cancel(id);
        this.#queue.remove(id);
        this.#fillForm();
        this.requestUpdate();
    }
  };

  readonly #onOffline = (): void => this.#queue.goOffline();
  readonly #onOnline = (): void => this.#queue.goOnline();
}
