import type { ReactiveController, ReactiveControllerHost } from "lit";

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: ParentNode;
}

/** Keeps the focus in the element when the button that has it goes away: whoever uses a keyboard must not be lost. */
export class FocusKeeper implements ReactiveController {
  readonly #host: Host;
  /** The file whose button has the focus, and its place in the list; without an id, a button of the whole list. */
  #focused: { readonly id: string | null; readonly index: number } | null = null;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const focused = this.#host.shadowRoot?.activeElement;
    const row = focused?.closest<HTMLElement>("[data-file-id]");
    const index = row?.parentElement ? [...row.parentElement.children].indexOf(row) : 0;
    this.#focused = focused ? { id: row?.dataset.fileId ?? null, index } : null;
  }

  hostUpdated(): void {
    if (this.#focused === null || this.#host.shadowRoot?.activeElement) return;
    const { id, index } = this.#focused;
    const { renderRoot } = this.#host;
    const rows = [...renderRoot.querySelectorAll<HTMLElement>("[data-file-id]")];
    // The file's first button, or its neighbour's, or the start.
    const row = rows.find(({ dataset }) => dataset.fileId === id) ?? rows[index] ?? rows.at(-1);
    (row ?? renderRoot).querySelector<HTMLElement>("button")?.focus();
  }
}
