import { css } from "lit";

/** Looks of the player. Colours and shape can be set from outside with `--firstframe-…`. */
export const playerStyles = css`
  :host {
    --_accent: var(--firstframe-accent, #5b8cff);
    --_control: var(--firstframe-control-color, #fff);
    --_scrim: rgb(8 10 16 / 0.78);
    position: relative;
    display: block;
    box-sizing: border-box;
    width: 100%;
    aspect-ratio: var(--firstframe-aspect-ratio, var(--_natural-ratio, 16 / 9));
    overflow: hidden;
    color: var(--_control);
    background: var(--firstframe-background, #000);
    border-radius: var(--firstframe-radius, 0);
    font-family: var(--firstframe-font, system-ui, sans-serif);
    line-height: 1.4;
  }

  :host([hidden]) {
    display: none;
  }

  :host(:fullscreen) {
    width: 100%;
    height: 100%;
    border-radius: 0;
    aspect-ratio: auto;
  }

  .frame {
    position: absolute;
    inset: 0;
    container: firstframe / size;
  }

  media-controller {
    --media-background-color: transparent;
    --media-primary-color: var(--_control);
    --media-icon-color: var(--_control);
    --media-text-color: var(--_control);
    --media-control-background: transparent;
    --media-control-hover-background: rgb(255 255 255 / 0.14);
    --media-range-bar-color: var(--_accent);
    --media-range-thumb-background: var(--_accent);
    --media-range-track-background: rgb(255 255 255 / 0.28);
    --media-time-range-buffered-color: rgb(255 255 255 / 0.35);
    --media-range-track-height: 4px;
    --media-range-track-border-radius: 2px;
    --media-focus-box-shadow: inset 0 0 0 2px #fff;
    --media-tooltip-background: rgb(8 10 16 / 0.92);
    --media-menu-background: rgb(16 19 28 / 0.94);
    --media-menu-item-hover-background: rgb(255 255 255 / 0.12);
    --media-menu-border-radius: 8px;
    --media-font-family: inherit;
    --media-font-size: 14px;
    position: absolute;
    inset: 0;
    display: block;
    width: 100%;
    height: 100%;
  }

  video,
  [slot="poster"] {
    width: 100%;
    height: 100%;
    object-fit: var(--firstframe-object-fit, contain);
  }

  /* Its lower end lies over the shade of the controls. */
  media-settings-menu {
    z-index: 1;
    margin: 0 8px 4px;
    border-radius: 8px;
  }

  .bottom {
    position: relative;
    align-self: stretch;
    padding: 32px 8px 4px;
    background: linear-gradient(to top, rgb(0 0 0 / 0.72), rgb(0 0 0 / 0.36) 55%, transparent);
  }

  .bottom media-control-bar {
    display: flex;
    width: 100%;
  }

  .bottom media-time-range {
    flex: 1;
    height: 22px;
    padding: 0 6px;
  }

  .bottom .spacer {
    flex: 1;
  }

  .bottom media-volume-range {
    width: 84px;
    height: auto;
    padding: 0 6px 0 2px;
  }

  .bottom media-control-bar > * {
    border-radius: 6px;
  }

  media-play-button.start {
    width: 72px;
    height: 72px;
    padding: 0;
    --media-button-icon-width: 36px;
    --media-button-icon-height: 36px;
    --media-control-background: var(--_scrim);
    --media-control-hover-background: var(--_accent);
    --media-focus-box-shadow: 0 0 0 3px #fff;
    border-radius: 50%;
  }

  media-loading-indicator {
    --media-loading-indicator-icon-width: 64px;
    --media-loading-indicator-icon-height: 64px;
    position: absolute;
  }

  /* Hidden: the start button once it has started, what has no use for this video or in this browser, and all
     controls while there is nothing to control. */
  media-controller:is([mediahasplayed], :not([mediapaused])) media-play-button.start,
  :host([data-state]) :is(.bottom, .start, media-loading-indicator),
  media-captions-button:not([mediasubtitleslist]),
  media-controller:not([mediasubtitleslist]) .captions,
  media-volume-range[mediavolumeunavailable],
  media-pip-button[mediapipunavailable],
  media-airplay-button[mediaairplayunavailable],
  media-fullscreen-button[mediafullscreenunavailable],
  media-settings-menu-item[hidden] {
    display: none !important;
  }

  .message {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    gap: 6px;
    align-items: center;
    justify-content: safe center;
    padding: 16px;
    overflow: auto;
    text-align: center;
    background: var(--_scrim);
  }

  .message[part="empty"] {
    background: radial-gradient(circle at 50% 40%, #232838, #0d1018 75%);
  }

  .message svg {
    flex: none;
    margin-bottom: 4px;
    opacity: 0.8;
  }

  .message p {
    max-width: 36em;
    margin: 0;
  }

  .message .title {
    font-size: 1.125rem;
    font-weight: 600;
  }

  .message .advice {
    font-size: 0.9375rem;
    opacity: 0.82;
  }

  .message button {
    flex: none;
    min-height: 44px;
    padding: 0 22px;
    margin-top: 12px;
    font: inherit;
    font-weight: 600;
    color: #0b0e15;
    cursor: pointer;
    background: #fff;
    border: 0;
    border-radius: 22px;
  }

  .message button:hover {
    background: #dfe6ff;
  }

  .message button:focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 3px;
  }

  @container firstframe (width < 420px) {
    .bottom :is(media-volume-range, media-pip-button),
    .message svg {
      display: none;
    }

    .message .title {
      font-size: 1rem;
    }

    .message .advice {
      font-size: 0.875rem;
    }

    .message button {
      min-height: 40px;
      margin-top: 6px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    media-controller {
      --media-control-transition-in: none;
      --media-control-transition-out: none;
    }
  }
`;
