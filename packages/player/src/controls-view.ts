import { html, type TemplateResult } from "lit";
import { strings } from "./strings.ts";

/** The control bar and its menus; what is of no use for this video or browser hides itself (see the styles). */
export function controlsView(renditionCount: number, onStart: () => void): TemplateResult {
  return html`
    <media-loading-indicator slot="centered-chrome" part="loading" noautohide></media-loading-indicator>
    <media-play-button class="start" slot="centered-chrome" part="start-button" notooltip @click=${onStart}></media-play-button>
    <media-settings-menu hidden anchor="auto" part="settings-menu">
      <media-settings-menu-item ?hidden=${renditionCount < 2}>
        ${strings.quality}
        <media-rendition-menu slot="submenu" hidden><div slot="title">${strings.quality}</div></media-rendition-menu>
      </media-settings-menu-item>
      <media-settings-menu-item>
        ${strings.speed}
        <media-playback-rate-menu slot="submenu" hidden rates="0.5 0.75 1 1.25 1.5 2">
          <div slot="title">${strings.speed}</div>
        </media-playback-rate-menu>
      </media-settings-menu-item>
      <media-settings-menu-item class="captions">
        ${strings.captions}
        <media-captions-menu slot="submenu" hidden><div slot="title">${strings.captions}</div></media-captions-menu>
      </media-settings-menu-item>
    </media-settings-menu>
    <div class="bottom">
      <media-control-bar part="seek-bar">
        <media-time-range part="time-range"></media-time-range>
      </media-control-bar>
      <media-control-bar part="control-bar">
        <media-play-button part="play-button"></media-play-button>
        <media-mute-button part="mute-button"></media-mute-button>
        <media-volume-range part="volume-range"></media-volume-range>
        <media-time-display part="time-display" showduration></media-time-display>
        <span class="spacer"></span>
        <media-captions-button part="captions-button"></media-captions-button>
        <media-settings-menu-button part="settings-button"></media-settings-menu-button>
        <media-airplay-button part="airplay-button"></media-airplay-button>
        <media-pip-button part="pip-button"></media-pip-button>
        <media-fullscreen-button part="fullscreen-button"></media-fullscreen-button>
      </media-control-bar>
    </div>
  `;
}
