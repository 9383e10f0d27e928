import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type OfferedFile, type OfferedItem, readItems } from "./offered-item.ts";

/** Of forms, so that `:disabled` knows of its fieldsets. */
type Host = ReactiveControllerHost & HTMLElement;

/** The ways in that need no button: dropping on the element, and pasting where nothing else wants what is pasted. */
export class FileIntake implements ReactiveController {
  readonly #host: Host;
  readonly #take: (files: readonly OfferedFile[]) => void;
  #dragDepth = 0;

  constructor(host: Host, take: (files: readonly OfferedFile[]) => void) {
    this.#host = host;
    this.#take = take;
    host.addController(this);
    host.addEventListener("dragenter", this.#onDragEnter);
    host.addEventListener("dragover", (event) => this.#takes(event));
    host.addEventListener("dragleave", this.#onDragLeave);
    host.addEventListener("drop", this.#onDrop);
    // Before the document hears of it: of several elements, the one with the focus takes what is pasted.
    host.addEventListener("paste", this.#onPaste);
  }

  /** Whether files are held over the element. */
  get isDraggedOver(): boolean {
    return this.#dragDepth > 0;
  }

  hostConnected(): void {
    document.addEventListener("paste", this.#onPaste);
  }

  hostDisconnected(): void {
    document.removeEventListener("paste", this.#onPaste);
    this.#setDepth(0);
  }

  readonly #onDragEnter = (event: DragEvent): void => {
    if (this.#takes(event)) this.#setDepth(this.#dragDepth + 1);
  };

  readonly #onDragLeave = (): void => this.#setDepth(Math.max(0, this.#dragDepth - 1));

  readonly #onDrop = (event: DragEvent): void => {
    this.#setDepth(0);
    if (this.#takes(event)) void this.#offer(readItems(event.dataTransfer));
  };

  readonly #onPaste = (event: ClipboardEvent): void => {
    if (event.defaultPrevented) return;
    const target = event.composedPath()[0];
    const isEdited =
      target instanceof HTMLElement &&
      (target.isContentEditable || target.matches("input, textarea, select"));
    const items = isEdited || this.#isDisabled ? [] : readItems(event.clipboardData);
    if (items.length === 0) return;
    event.preventDefault();
    void this.#offer(items);
  };

  async #offer(items: readonly OfferedItem[]): Promise<void> {
    const { filesOf } = await import("./files-of.ts");
    this.#take(await filesOf(items));
  }

  /** Whether files are being dragged; if so, the browser is kept from opening them in place of the page. */
  #takes(event: DragEvent): boolean {
    if (!event.dataTransfer?.types.includes("Files")) return false;
    event.preventDefault();
    event.dataTransfer.dropEffect = this.#isDisabled ? "none" : "copy";
    return !this.#isDisabled;
  }

  get #isDisabled(): boolean {
    return this.#host.matches(":disabled");
  }

  #setDepth(depth: number): void {
    this.#dragDepth = depth;
    this.#host.requestUpdate();
  }
}
