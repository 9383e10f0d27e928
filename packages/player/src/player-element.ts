import type { ViewFacts } from "@firstframe/qoe";
import {
  type CSSResult,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from "lit";
import { controlsView } from "./controls-view.ts";
import type { Preload } from "./engine.ts";
import { initialBandwidth } from "./initial-bandwidth.ts";
import { MediaApiElement } from "./media-api-element.ts";
import { emptyView, errorView } from "./message-view.ts";
import { networkInformation } from "./network-information.ts";
import { PlaybackSession } from "./playback-session.ts";
import { type PlaybackSource, playbackSource } from "./playback-source.ts";
import type { PlayerError } from "./player-error.ts";
import { playerStyles } from "./player-styles.ts";
import { VideoRenditions } from "./video-renditions.ts";
import { type CustomDimension, customDimensions, viewDimensions } from "./view-dimensions.ts";

/** Marks the page's first view, to which alone the page's load time belongs. */
const firstViewMark = "firstframe:view";

/** `custom_1` is the element's property `custom1`. */
function property<Name extends CustomDimension>(name: Name) {
  return name.replace("_", "") as Name extends `custom_${infer Digit}` ? `custom${Digit}` : never;
}

/**
 * Plays a Firstframe asset and measures how well it plays. It has the properties, methods and events of
 * `HTMLMediaElement`.
 *
 * @tagname firstframe-player
 *
 * @attr {string} playback-id - What to play: the asset's playback id.
 * @attr {string} playback-token - Signed grant to play it, for assets with the policy `signed`. A new token for the same
 *   video is taken over without a break.
 * @attr {string} api - Base URL of the deployment, such as `https://video.example.com`. Default: the page's origin.
 * @attr {string} src - URL of any HLS multivariant playlist, instead of a playback id. Measured for the page, not reported.
 * @attr {boolean} autoplay - Plays as soon as it can. Browsers allow that only when muted, or on pages that they trust.
 * @attr {boolean} muted - Without sound.
 * @attr {boolean} loop - Starts again at the end.
 * @attr {"none" | "metadata" | "auto"} preload - What to load before play: nothing, the first second (default), or as much as
 *   while playing.
 * @attr {string} poster - Image shown before the first frame. Default: the asset's own; empty: none.
 * @attr {number} start-time - Seconds at which to start.
 * @attr {string} video-title - Name of the video, for assistive technology.
 * @attr {string} viewer-id - Your own pseudonymous id of the viewer, a dimension of measurement.
 * @attr {string} connection - Type of the connection, a dimension of measurement. Default: what the browser says.
 * @attr {string} experiment-name - Dimension of measurement.
 * @attr {string} experiment-arm - Dimension of measurement.
 * @attr {string} custom-1 - Dimension of measurement; so are `custom-2` to `custom-10`.
 *
 * @prop {HTMLVideoElement | null} media - The video inside.
 * @prop {PlayerError | null} error - Why it cannot play: `code`, `message`, `advice`, `businessException`, `retryable`, `cause`.
 * @prop {string | null} viewId - Id of the view under way, as in beacons.
 * @prop {VideoRenditions} videoRenditions - Qualities to choose from.
 *
 * @fires firstframe - The first frame shows and the playhead moves. `detail.startup_time_ms`.
 * @fires viewstart - A view began: somebody asked to play. `detail.view_id`.
 * @fires error - It cannot play. `detail` is the `error` property.
 * @fires play - As every event of `HTMLMediaElement`: playing, pause, timeupdate, waiting, seeking, seeked, ended,
 *   loadedmetadata, durationchange, volumechange, ratechange …
 *
 * @slot empty - Shown while there is nothing to play.
 * @slot error - Replaces the explanation of an error; the button stays.
 *
 * @csspart controller - The box with picture and controls.
 * @csspart video - The video.
 * @csspart poster - The image before the first frame.
 * @csspart control-bar - The row of buttons.
 * @csspart seek-bar - The row with the time range.
 * @csspart time-range - The time range.
 * @csspart time-display - Current time and duration.
 * @csspart play-button - Play and pause.
 * @csspart start-button - The large play button before the start.
 * @csspart mute-button - Mute.
 * @csspart volume-range - Volume.
 * @csspart captions-button - Captions.
 * @csspart settings-button - Opens the settings.
 * @csspart settings-menu - Quality, speed and captions.
 * @csspart airplay-button - AirPlay.
 * @csspart pip-button - Picture in picture.
 * @csspart fullscreen-button - Full screen.
 * @csspart loading - Shown while it waits for data.
 * @csspart error - The explanation of an error.
 * @csspart retry - The button to try again.
 * @csspart empty - What shows while there is nothing to play.
 *
 * @cssprop [--firstframe-accent=#5b8cff] - Colour of what was played and of what is pointed at.
 * @cssprop [--firstframe-control-color=#fff] - Colour of icons and text.
 * @cssprop [--firstframe-background=#000] - Behind the picture.
 * @cssprop [--firstframe-radius=0] - Radius of the corners.
 * @cssprop [--firstframe-font=system-ui, sans-serif] - Font family.
 * @cssprop [--firstframe-aspect-ratio=16 / 9] - Shape of the box. Default: 16 / 9, then that of the video unless it is upright.
 * @cssprop [--firstframe-object-fit=contain] - How the picture fills the box.
 */
export class FirstframePlayer extends MediaApiElement {
  static override readonly styles: CSSResult = playerStyles;

  static override readonly properties: PropertyDeclarations = {
    playbackId: { attribute: "playback-id" },
    playbackToken: { attribute: "playback-token" },
    api: {},
    src: {},
    autoplay: { type: Boolean },
    muted: { type: Boolean },
    loop: { type: Boolean },
    preload: {},
    poster: {},
    startTime: { attribute: "start-time", type: Number },
    videoTitle: { attribute: "video-title" },
    viewerId: { attribute: "viewer-id" },
    connection: {},
    experimentName: { attribute: "experiment-name" },
    experimentArm: { attribute: "experiment-arm" },
    ...Object.fromEntries(
      customDimensions.map((name) => [property(name), { attribute: name.replace("_", "-") }]),
    ),
  };

  declare playbackId: string | null;
  declare playbackToken: string | null;
  declare api: string | null;
  declare src: string | null;
  declare autoplay: boolean;
  declare muted: boolean;
  declare loop: boolean;
  declare preload: Preload | null;
  declare poster: string | null;
  declare startTime: number | null;
  declare videoTitle: string | null;
  declare viewerId: string | null;
  declare connection: string | null;
  declare experimentName: string | null;
  declare experimentArm: string | null;
  declare custom1: string | null;
  declare custom2: string | null;
  declare custom3: string | null;
  declare custom4: string | null;
  declare custom5: string | null;
  declare custom6: string | null;
  declare custom7: string | null;
  declare custom8: string | null;
  declare custom9: string | null;
  declare custom10: string | null;

  readonly videoRenditions: VideoRenditions = new VideoRenditions();
  #session: PlaybackSession | null = null;
  #source: PlaybackSource | null = null;
  /** What the session plays: the source before the last change. */
  #openSource: PlaybackSource | null = null;
  #error: PlayerError | null = null;
  #posterFailed = false;
  /** Whether the timeline shows pictures: not before the first frame, which nothing is to hold up, nor without a picture. */
  #hasStoryboard = false;
  #connectedAt = 0;
  #bandwidth: number | null = null;

  get media(): HTMLVideoElement | null {
    return this.renderRoot?.querySelector("video") ?? null;
  }

  get error(): PlayerError | null {
    return this.#error;
  }

  get viewId(): string | null {
    return this.#session?.monitor.viewId ?? null;
  }

  /** Plays; after an error, tries again. Rejects as `HTMLMediaElement.play` does. */
  async play(): Promise<void> {
    await this.updateComplete;
    if (!this.#session) throw new DOMException("There is nothing to play.", "NotSupportedError");
    await this.#session.play();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connectedAt = performance.now();
    // Opens again what `disconnectedCallback` closed.
    if (this.hasUpdated) this.requestUpdate("src", undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override willUpdate(): void {
    const { playbackId, playbackToken, api, src } = this;
    const source = playbackSource(
      { playbackId: playbackId ?? "", playbackToken: playbackToken ?? "", api: api ?? "", src: src ?? "" },
      globalThis.document?.baseURI ?? "http://localhost/",
    );
    if (source?.poster !== this.#source?.poster) this.#posterFailed = false;
    this.#source = source;
    this.toggleAttribute("data-state", !source || this.#error !== null);
  }

  protected override render(): TemplateResult {
    const poster = this.poster ?? this.#source?.poster ?? null;
    const covered = !this.#source || this.#error !== null;
    return html`<div class="frame">
      <media-controller
        part="controller"
        defaultstreamtype="on-demand"
        aria-label=${this.videoTitle ?? nothing}
        ?inert=${covered}
      >
        <video slot="media" part="video" playsinline crossorigin="anonymous" aria-label=${this.videoTitle ?? nothing}>${this.#storyboard()}</video>
        ${
          poster && !this.#posterFailed
            ? html`<img slot="poster" part="poster" src=${poster} alt="" @error=${this.#dropPoster} />`
            : null
        }
        ${controlsView(this.videoRenditions.length, this.#focusMedia)}
      </media-controller>
      ${this.#error ? errorView(this.#error, this.#retry) : this.#source ? null : emptyView()}
    </div>`;
  }

  protected override firstUpdated(): void {
    const { media } = this;
    if (!media) return;
    Object.defineProperty(media, "videoRenditions", { value: this.videoRenditions });
    const controller = this.renderRoot.querySelector("media-controller");
    // The box with the explanation of errors goes to full screen too.
    if (controller) Object.assign(controller, { fullscreenElement: this });
    this.repeatEvents(media);
    media.addEventListener("volumechange", () => {
      this.muted = media.muted;
    });
    media.addEventListener("resize", () => this.#fit(media));
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { media } = this;
    if (!media) return;
    if (changed.has("muted")) media.muted = this.muted;
    media.loop = this.loop;
    this.#follow(media);
  }

  /** Opens, changes or closes the session as the source says. */
  #follow(media: HTMLVideoElement): void {
    const source = this.#source;
    if (!source || !this.isConnected) {
      this.#close();
      return;
    }
    const open = this.#openSource;
    if (this.#session && open?.identity === source.identity) {
      this.#session.monitor.describe(this.#facts(source));
      if (open.url !== source.url) this.#session.refresh(source, this.#facts(source));
      this.#openSource = source;
      return;
    }
    this.#close();
    this.#openSource = source;
    this.#open(media, source);
  }

  #open(media: HTMLVideoElement, source: PlaybackSource): void {
    const pageLoadMs = performance.getEntriesByName(firstViewMark).length === 0 ? this.#connectedAt : null;
    performance.mark(firstViewMark);
    const session = new PlaybackSession({
      media,
      source,
      facts: this.#facts(source),
      pageLoadMs,
      startTime: this.startTime,
      preload: this.autoplay ? "auto" : (this.preload ?? "metadata"),
      bandwidth: initialBandwidth(this.#bandwidth, networkInformation(navigator).downlink),
      onStart: (viewId) => this.#tell("viewstart", { view_id: viewId }),
      onFirstFrame: (ms) => {
        this.#hasStoryboard = media.videoWidth > 0;
        this.requestUpdate();
        this.#tell("firstframe", { startup_time_ms: ms });
      },
      onError: (error) => this.#setError(error),
      onRenditions: (list, select) => {
        this.videoRenditions.replace(list, select);
        this.requestUpdate();
      },
    });
    this.#session = session;
    session.open();
    // A refused autoplay leaves it paused, with its play button; there is nobody here to tell.
    if (this.autoplay) session.play().catch(() => undefined);
  }

  #close(): void {
    this.#bandwidth = this.#session?.bandwidth() ?? this.#bandwidth;
    this.#session?.close();
    this.#session = null;
    this.#openSource = null;
    this.#hasStoryboard = false;
    if (this.#error) this.#setError(null);
  }

  /** A track by the name under which media-chrome looks for pictures of the timeline. */
  #storyboard(): TemplateResult | null {
    const url = this.#hasStoryboard ? this.#source?.storyboard : null;
    return url ? html`<track kind="metadata" label="thumbnails" src=${url} default />` : null;
  }

  #facts({ grant }: PlaybackSource): ViewFacts {
    const dimensions = viewDimensions({
      pageHost: location.host,
      connectionType: this.connection || networkInformation(navigator).effectiveType,
      viewerId: this.viewerId ?? "",
      experimentName: this.experimentName ?? "",
      experimentArm: this.experimentArm ?? "",
      custom: (name) => this[property(name)] ?? "",
    });
    return { grant: grant ?? "", dimensions };
  }

  #setError(error: PlayerError | null): void {
    this.#error = error;
    this.requestUpdate();
    if (error) this.#tell("error", error);
  }

  #tell(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  readonly #retry = (): void => {
    this.#focusMedia();
    // What comes of it is told by events and by the explanation that stays.
    this.#session?.play().catch(() => undefined);
  };

  /** The button that was pressed goes away; the keys shall go on working. */
  readonly #focusMedia = (): void => this.media?.focus({ preventScroll: true });

  readonly #dropPoster = (): void => {
    this.#posterFailed = true;
    this.requestUpdate();
  };

  /** Takes the video's own shape, unless it is upright and would fill more than the screen. */
  #fit({ videoWidth, videoHeight }: HTMLVideoElement): void {
    const ratio = videoWidth >= videoHeight && videoHeight > 0 ? `${videoWidth} / ${videoHeight}` : "";
    this.style.setProperty("--_natural-ratio", ratio);
  }
}
