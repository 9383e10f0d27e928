import { LitElement } from "lit";

/** Events of the video that the element repeats as its own. `error` is not among them: the player tells its own. */
const repeatedEvents = [
  "abort",
  "canplay",
  "canplaythrough",
  "durationchange",
  "emptied",
  "ended",
  "enterpictureinpicture",
  "leavepictureinpicture",
  "loadeddata",
  "loadedmetadata",
  "loadstart",
  "pause",
  "play",
  "playing",
  "progress",
  "ratechange",
  "resize",
  "seeked",
  "seeking",
  "timeupdate",
  "volumechange",
  "waiting",
] as const;

/** An element that behaves as the video inside it: `HTMLMediaElement`'s properties, methods and events. */
export abstract class MediaApiElement extends LitElement {
  /** The video inside; null until the element was rendered for the first time. */
  abstract get media(): HTMLVideoElement | null;

  /** Seconds. */
  get currentTime(): number {
    return this.media?.currentTime ?? 0;
  }
  set currentTime(seconds: number) {
    if (this.media) this.media.currentTime = seconds;
  }

  /** Seconds; NaN until it is known. */
  get duration(): number {
    return this.media?.duration ?? Number.NaN;
  }

  get paused(): boolean {
    return this.media?.paused ?? true;
  }

  get ended(): boolean {
    return this.media?.ended ?? false;
  }

  get seeking(): boolean {
    return this.media?.seeking ?? false;
  }

  /** 0 to 1. */
  get volume(): number {
    return this.media?.volume ?? 1;
  }
  set volume(volume: number) {
    if (this.media) this.media.volume = volume;
  }

  /** 1 is normal speed. */
  get playbackRate(): number {
    return this.media?.playbackRate ?? 1;
  }
  set playbackRate(rate: number) {
    if (this.media) this.media.playbackRate = rate;
  }

  /** Null until the element was rendered for the first time. */
  get buffered(): TimeRanges | null {
    return this.media?.buffered ?? null;
  }

  /** Null until the element was rendered for the first time. */
  get seekable(): TimeRanges | null {
    return this.media?.seekable ?? null;
  }

  /** Null until the element was rendered for the first time. */
  get textTracks(): TextTrackList | null {
    return this.media?.textTracks ?? null;
  }

  /** As `HTMLMediaElement.readyState`. */
  get readyState(): number {
    return this.media?.readyState ?? 0;
  }

  /** Pixels of the quality that is shown. */
  get videoWidth(): number {
    return this.media?.videoWidth ?? 0;
  }

  /** Pixels of the quality that is shown. */
  get videoHeight(): number {
    return this.media?.videoHeight ?? 0;
  }

  pause(): void {
    this.media?.pause();
  }

  requestPictureInPicture(): Promise<PictureInPictureWindow> {
    if (this.media) return this.media.requestPictureInPicture();
    return Promise.reject(new DOMException("There is no video yet.", "InvalidStateError"));
  }

  /** Repeats the video's events on the element. */
  protected repeatEvents(media: HTMLVideoElement): void {
    for (const type of repeatedEvents)
      media.addEventListener(type, () => this.dispatchEvent(new Event(type)));
  }
}
