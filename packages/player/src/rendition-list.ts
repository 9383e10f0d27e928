/** One picture quality on offer; the shape that media-chrome's menu reads. */
export interface Rendition {
  readonly id: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Declared bits per second. */
  readonly bitrate: number;
}

/**
 * The qualities on offer and the one the viewer chose, as media-chrome expects them in `media.videoRenditions`.
 * Fires `addrendition`, `removerendition` when the offer changes and `change` when the choice does.
 */
export class RenditionList extends EventTarget {
  [index: number]: Rendition;
  #renditions: readonly Rendition[] = [];
  #selectedIndex = -1;

  get length(): number {
    return this.#renditions.length;
  }

  /** Index of the chosen quality; -1 lets the player decide. */
  get selectedIndex(): number {
    return this.#selectedIndex;
  }

  set selectedIndex(index: number) {
    const chosen = index in this.#renditions ? index : -1;
    if (chosen === this.#selectedIndex) return;
    this.#selectedIndex = chosen;
    this.dispatchEvent(new Event("change"));
  }

  [Symbol.iterator](): Iterator<Rendition> {
    return this.#renditions[Symbol.iterator]();
  }

  /** A new offer; the player decides again. A single quality is no choice, so none is offered. */
  replace(offer: readonly Rendition[]): void {
    for (let index = 0; index < this.length; index++) delete this[index];
    this.#renditions = offer.length > 1 ? [...offer] : [];
    Object.assign(this, this.#renditions);
    this.#selectedIndex = -1;
    this.dispatchEvent(new Event(this.length > 0 ? "addrendition" : "removerendition"));
    this.dispatchEvent(new Event("change"));
  }
}
