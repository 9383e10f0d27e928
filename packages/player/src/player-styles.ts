import { css } from "lit";

/** Dark controls over the picture; colours and sizes can be changed through custom properties. */
export const playerStyles = css`
  :host {
    --accent: var(--firstframe-accent, #5b8cff);
    --foreground: var(--firstframe-foreground, #fff);
    --ground: var(--firstframe-background, #0b0d12);
    --font: var(--firstframe-font, system-ui, sans-serif);
    display: block;
    position: relative;
    min-width: 200px;
    color: var(--foreground);
    font-family: var(--font);
    line-height: 1.4;
  }
  :host([hidden]) {
    display: none;
  }
  media-controller {
    --media-primary-color: var(--foreground);
    --media-secondary-color: transparent;
    --media-background-color: var(--ground);
    --media-control-background: transparent;
    --media-control-hover-background: rgb(255 255 255 / 0.14);
    --media-control-height: 22px;
    --media-control-padding: 9px;
    --media-font-family: var(--font);
    --media-font-size: 13px;
    --media-focus-box-shadow: inset 0 0 0 2px var(--accent);
    --media-range-bar-color: var(--accent);
    --media-range-thumb-background: var(--accent);
    --media-range-track-background: rgb(255 255 255 / 0.28);
    --media-range-track-height: 4px;
    --media-range-track-border-radius: 2px;
    --media-time-range-buffered-color: rgb(255 255 255 / 0.35);
    --media-menu-background: rgb(20 23 31 / 0.96);
    --media-menu-border-radius: 8px;
    --media-menu-item-checked-background: rgb(255 255 255 / 0.1);
    --media-tooltip-background-color: rgb(20 23 31 / 0.96);
    display: block;
    width: 100%;
    height: 100%;
    aspect-ratio: var(--firstframe-aspect-ratio, 16 / 9);
    border-radius: var(--firstframe-radius, 0);
  }
  media-controller:fullscreen {
    border-radius: 0;
  }
  video,
  .poster {
    object-fit: contain;
  }
  .poster[data-broken] {
    visibility: hidden;
  }
  .shade {
    align-self: stretch;
    display: flex;
    flex-direction: column;
    padding: 28px 8px 4px;
    background: linear-gradient(transparent, rgb(0 0 0 / 0.72));
  }
  .seek {
    width: 100%;
    height: 18px;
    --media-control-padding: 0 9px;
  }
  media-control-bar {
    width: 100%;
    align-items: center;
  }
  media-control-bar > *,
  .seek {
    border-radius: 6px;
  }
  .space {
    flex-grow: 1;
  }
  .big-play {
    --media-control-height: 32px;
    --media-control-padding: 18px;
    --media-control-background: rgb(10 12 18 / 0.66);
    --media-control-hover-background: var(--accent);
    --media-focus-box-shadow: 0 0 0 3px var(--accent);
    border-radius: 50%;
    overflow: hidden;
  }
  media-loading-indicator {
    --media-loading-indicator-icon-height: 64px;
  }
  media-controller[mediahasplayed] .big-play,
  media-controller:not([mediapaused]) .big-play,
  media-controller[medialoading]:not([mediapaused]) .big-play,
  media-captions-button:not([mediasubtitleslist]),
  media-mute-button[mediavolumeunavailable="unsupported"] + media-volume-range,
  media-volume-range[mediavolumeunavailable],
  media-pip-button[mediapipunavailable],
  media-fullscreen-button[mediafullscreenunavailable],
  media-settings-menu-item[submenusize="0"],
  .quality[data-single] {
    display: none;
  }
  .notice {
    box-sizing: border-box;
    width: 100%;
    height: 100%;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 14px;
    padding: 16px 24px;
    text-align: center;
    background: var(--ground);
    pointer-events: auto;
    font-size: 15px;
    cursor: default;
  }
  .notice svg {
    width: 34px;
    height: 34px;
    flex: none;
    opacity: 0.75;
  }
  .notice p {
    margin: 0;
    max-width: 40ch;
    text-wrap: balance;
  }
  .notice small {
    opacity: 0.65;
    font-size: 13px;
  }
  .retry {
    font: inherit;
    font-weight: 600;
    color: #fff;
    background: #2f5fd8;
    border: 0;
    border-radius: 6px;
    padding: 8px 18px;
    cursor: pointer;
  }
  .retry:hover {
    background: #2450bd;
  }
  .retry:focus-visible {
    outline: 2px solid var(--foreground);
    outline-offset: 3px;
  }
  @container (max-width: 420px) {
    media-volume-range,
    media-pip-button {
      display: none;
    }
    .notice {
      font-size: 14px;
      gap: 8px;
      padding: 8px 14px;
    }
    .notice svg {
      width: 24px;
      height: 24px;
    }
    .big-play {
      --media-control-height: 26px;
      --media-control-padding: 13px;
    }
  }
  .frame {
    container-type: inline-size;
    width: 100%;
    height: 100%;
  }
  @media (prefers-reduced-motion: reduce) {
    media-controller {
      --media-control-transition-in: none;
      --media-control-transition-out: none;
      --media-menu-transition-in: none;
      --media-menu-transition-out: none;
    }
  }
`;
