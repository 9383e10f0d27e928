import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Collects what a screen reader is to be told, and gives it as one text an update. */
export class Announcer implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #unsaid: string[] = [];
  /** For an element with the role `status`. */
  text = "";

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  say(text: string): void {
    this.#unsaid.push(text);
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (this.#unsaid.length === 0) return;
    const text = this.#unsaid.join(" ");
    // The same words again are news only if the text differs.
    this.text = text === this.text ? `${text}\u00a0` : text;
    this.#unsaid = [];
  }
}
