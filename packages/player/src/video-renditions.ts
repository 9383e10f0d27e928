/** One quality to choose. */
export interface VideoRendition {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Bits per second. */
  readonly bitrate: number;
}

/**
 * The qualities of what is played, as the proposed `videoRenditions` of media elements: an array-like list with a
 * selection, which media-chrome's menu reads and sets. Selecting −1 leaves the choice to the player.
 */
export class VideoRenditions extends EventTarget {
  #list: readonly VideoRendition[] = [];
  #selectedIndex = -1;
  #select: (index: number) => void = () => undefined;

  get length(): number {
    return this.#list.length;
  }

  /** −1: automatic. */
  get selectedIndex(): number {
    return this.#selectedIndex;
  }

  set selectedIndex(index: number) {
    if (index === this.#selectedIndex || index < -1 || index >= this.length) return;
    this.#selectedIndex = index;
    this.#select(index);
    this.dispatchEvent(new Event("change"));
  }

  /** Replaces the list; `select` is told what is chosen from it. */
  replace(list: readonly VideoRendition[], select: (index: number) => void): void {
    for (const index of this.#list.keys()) Reflect.deleteProperty(this, index);
    this.#list = list;
    this.#select = select;
    this.#selectedIndex = -1;
    list.forEach((rendition, index) => {
      Object.defineProperty(this, index, { value: rendition, configurable: true });
    });
    this.dispatchEvent(new Event(list.length > 0 ? "addrendition" : "removerendition"));
  }

  [Symbol.iterator](): Iterator<VideoRendition> {
    return this.#list[Symbol.iterator]();
  }
}
