import "media-chrome/media-airplay-button";
import "media-chrome/media-captions-button";
import "media-chrome/media-control-bar";
import "media-chrome/media-controller";
import "media-chrome/media-fullscreen-button";
import "media-chrome/media-loading-indicator";
import "media-chrome/media-mute-button";
import "media-chrome/media-pip-button";
import "media-chrome/media-play-button";
import "media-chrome/media-time-display";
import "media-chrome/media-time-range";
import "media-chrome/media-volume-range";
import "media-chrome/dist/menu/media-captions-menu.js";
import "media-chrome/dist/menu/media-playback-rate-menu.js";
import "media-chrome/dist/menu/media-rendition-menu.js";
import "media-chrome/dist/menu/media-settings-menu.js";
import "media-chrome/dist/menu/media-settings-menu-button.js";
import "media-chrome/dist/menu/media-settings-menu-item.js";
import { FirstframePlayer } from "./player-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "firstframe-player": FirstframePlayer;
  }
}

// On a server there is no registry, and nothing to register for.
if (globalThis.customElements && !customElements.get("firstframe-player")) {
  customElements.define("firstframe-player", FirstframePlayer);
}
