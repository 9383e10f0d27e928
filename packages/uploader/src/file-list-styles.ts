import { css } from "lit";

/** Of the list of files; colours are those of the element. */
export const fileListStyles = css`
  .overall {
    display: grid;
    gap: 0.5rem;
    margin: 0.75rem 0 -0.25rem;
    padding: 0.625rem 0.875rem;
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_muted);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .overall .bar {
    background: var(--_line);
  }
  .overall .line {
    flex-wrap: wrap;
    align-items: center;
  }
  .summary {
    flex: 1 1 12rem;
  }
  .all {
    min-block-size: 2rem;
    padding: 0.25rem 0.625rem;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 0.5);
    background: var(--_surface);
    color: var(--_text);
  }
  .all:hover {
    border-color: var(--_muted);
  }
  .list {
    display: grid;
    gap: 0.5rem;
    margin: 0.75rem 0 0;
    padding: 0;
    list-style: none;
  }
  .file {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.75rem;
    align-items: center;
    padding: 0.625rem 0.5rem 0.625rem 0.875rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .mark,
  .icon {
    display: grid;
    place-items: center;
  }
  .mark svg,
  .icon svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }
  .mark {
    color: var(--_muted);
  }
  [data-status="ready"] .mark,
  [data-status="playable"] .mark,
  [data-status="ready"] .status,
  [data-status="playable"] .status {
    color: var(--_good);
  }
  [data-status="failed"] .mark,
  [data-status="refused"] .mark,
  [data-status="failed"] .status,
  [data-status="refused"] .status {
    color: var(--_bad);
  }
  .text {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: center;
    gap: 0.25rem;
    /* As high with a bar as without: the list does not jump when one comes or goes. */
    min-block-size: 3.5rem;
    min-inline-size: 0;
  }
  .line {
    display: flex;
    gap: 0.5rem;
    align-items: baseline;
  }
  /* Words keep their own direction in a page of the other one, and stay at its side. */
  .name,
  .size,
  .status,
  .summary {
    unicode-bidi: plaintext;
  }
  :is(.status, .summary):dir(rtl) {
    text-align: right;
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 550;
  }
  .size,
  .status {
    color: var(--_muted);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .size {
    flex: none;
  }
  .bar {
    block-size: 6px;
    border-radius: 3px;
    background: var(--_raised);
    overflow: hidden;
  }
  .bar span {
    display: block;
    block-size: 100%;
    border-radius: inherit;
    background: var(--_accent);
    transition: inline-size 200ms linear;
  }
  .bar[data-phase="preparing"] span {
    background: var(--_good);
    min-inline-size: 6px;
  }
  .bar[data-waits] span {
    inline-size: 30%;
    opacity: 0.6;
    transition: none;
    animation: waits 1.6s ease-in-out infinite alternate;
  }
  @keyframes waits {
    to {
      margin-inline-start: 70%;
    }
  }
  [data-status="paused"] .bar span,
  [data-status="offline"] .bar span {
    background: var(--_muted);
  }
  .actions {
    display: flex;
    gap: 0.125rem;
  }
  .icon {
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--_muted);
  }
  /* It points where the bar goes. */
  [data-action="resume"]:dir(rtl) svg {
    transform: scaleX(-1);
  }
  .icon:hover {
    background: var(--_raised);
    color: var(--_text);
  }
  @container (max-inline-size: 26rem) {
    .mark {
      display: none;
    }
    .file {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    /* Its figures take one line or two, from one moment to the next. */
    [data-status="uploading"] .status {
      min-block-size: 2lh;
    }
  }
  @media (pointer: coarse) {
    .icon {
      inline-size: 2.75rem;
      block-size: 2.75rem;
    }
    .all {
      min-block-size: 2.75rem;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bar span {
      transition: none;
    }
    .bar[data-waits] span {
      inline-size: 100%;
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }
    :is(.bar[data-phase], [data-status] .bar) span {
      background: Highlight;
    }
  }
`;
