import type { ReactiveController, ReactiveControllerHost } from "lit";

const second = 1000;

/** Renders its host every second while seconds are counted down; nothing else needs a clock. */
export class Countdown implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #isCounting: () => boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, isCounting: () => boolean) {
    this.#host = host;
    this.#isCounting = isCounting;
    host.addController(this);
  }

  hostUpdated(): void {
    if (!this.#isCounting()) this.hostDisconnected();
    else this.#timer ??= setInterval(() => this.#host.requestUpdate(), second);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
