import { html, nothing, svg, type TemplateResult } from "lit";
import type { PlaybackError } from "./playback-error.ts";
import { strings } from "./strings.ts";

export interface PlayerPicture {
  readonly media: HTMLVideoElement;
  readonly title: string;
  readonly poster: string | null;
  /** Width by height once known, where the box should follow it. */
  readonly ratio: string | null;
  readonly hasSource: boolean;
  readonly error: PlaybackError | null;
  readonly onRetry: () => void;
}

/** What the player looks like. */
export function playerTemplate(picture: PlayerPicture): TemplateResult {
  const { media, title, poster, hasSource, error } = picture;
  const covered = !hasSource || error !== null;
  return html`<div class="frame"><media-controller
    part="controller"
    exportparts="layer, media-layer, poster-layer, gesture-layer"
    aria-label=${title || strings.player}
    ?nohotkeys=${covered}
    ?gesturesdisabled=${covered}
  >
    ${media}
    ${
      poster
        ? html`<img class="poster" part="poster" slot="poster" alt="" src=${poster}
            @error=${(event: Event) => mark(event, true)} @load=${(event: Event) => mark(event, false)} />`
        : nothing
    }
    ${covered ? nothing : controls()}
    <slot name="overlay" slot="middle-chrome"></slot>
    ${error ? errorNotice(error, picture.onRetry) : hasSource ? nothing : emptyNotice()}
  </media-controller></div>`;
}

function mark(event: Event, broken: boolean): void {
  if (event.target instanceof HTMLElement) event.target.toggleAttribute("data-broken", broken);
}

function controls(): TemplateResult {
  return html`
    <media-loading-indicator slot="centered-chrome" noautohide part="loading"></media-loading-indicator>
    <media-play-button slot="centered-chrome" class="big-play" part="big-play-button" notooltip></media-play-button>
    <media-settings-menu hidden anchor="auto" part="menu">
      <media-settings-menu-item class="quality">
        Quality
        <media-rendition-menu slot="submenu" hidden><div slot="title">Quality</div></media-rendition-menu>
      </media-settings-menu-item>
      <media-settings-menu-item>
        Speed
        <media-playback-rate-menu slot="submenu" hidden rates="0.5 0.75 1 1.25 1.5 2"
          ><div slot="title">Speed</div></media-playback-rate-menu
        >
      </media-settings-menu-item>
      <media-settings-menu-item>
        Captions
        <media-captions-menu slot="submenu" hidden><div slot="title">Captions</div></media-captions-menu>
      </media-settings-menu-item>
    </media-settings-menu>
    <div class="shade" part="controls">
      <media-time-range class="seek" part="seek"></media-time-range>
      <media-control-bar part="control-bar">
        <media-play-button part="play-button"></media-play-button>
        <media-mute-button part="mute-button"></media-mute-button>
        <media-volume-range part="volume"></media-volume-range>
        <media-time-display showduration part="time"></media-time-display>
        <span class="space"></span>
        <media-captions-button part="captions-button"></media-captions-button>
        <media-settings-menu-button part="settings-button"></media-settings-menu-button>
        <media-pip-button part="pip-button"></media-pip-button>
        <media-fullscreen-button part="fullscreen-button"></media-fullscreen-button>
      </media-control-bar>
    </div>
  `;
}

function errorNotice(error: PlaybackError, onRetry: () => void): TemplateResult {
  return html`<div class="notice" slot="dialog" part="error" role="alert" noautohide>
    ${icon(svg`<circle cx="12" cy="12" r="9.25" /><path d="M12 7.5v5.5M12 16.2v.3" />`)}
    <p>${error.message}</p>
    <button class="retry" part="retry-button" type="button" @click=${onRetry}>${strings.retry}</button>
  </div>`;
}

function emptyNotice(): TemplateResult {
  return html`<div class="notice" slot="dialog" part="empty" noautohide>
    <slot name="empty">
      ${icon(svg`<rect x="3" y="5" width="18" height="14" rx="2.5" /><path d="M10.2 9.2v5.6l4.6-2.8z" />`)}
      <p>${strings.empty}<br /><small>${strings.emptyHint}</small></p>
    </slot>
  </div>`;
}

function icon(shape: TemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"
    stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;
}
