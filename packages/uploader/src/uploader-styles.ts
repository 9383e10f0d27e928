import { css } from "lit";

/** Light and dark by the page's `color-scheme`; every colour is a custom property with a default. */
export const uploaderStyles = css`
  :host {
    --_accent: var(--firstframe-accent, light-dark(#3b4ede, #95a2ff));
    --_on-accent: var(--firstframe-on-accent, light-dark(#fff, #10131f));
    --_surface: var(--firstframe-surface, light-dark(#fff, #16181f));
    --_raised: var(--firstframe-raised, light-dark(#f5f6fa, #1f222c));
    --_text: var(--firstframe-text, light-dark(#161922, #eceef5));
    --_muted: var(--firstframe-muted, light-dark(#596074, #a4abbe));
    --_line: var(--firstframe-line, light-dark(#d6d9e4, #363b4a));
    --_good: var(--firstframe-good, light-dark(#10713f, #5fd39a));
    --_bad: var(--firstframe-bad, light-dark(#b3261e, #ff9d94));
    --_radius: var(--firstframe-radius, 12px);
    display: block;
    container-type: inline-size;
    color-scheme: inherit;
    color: var(--_text);
    font: 400 0.9375rem/1.45 var(--firstframe-font, system-ui, sans-serif);
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  .drop {
    display: grid;
    justify-items: center;
    gap: 0.375rem;
    padding: 2rem 1.25rem;
    border: 1.5px dashed var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    text-align: center;
    transition:
      border-color 120ms,
      background-color 120ms;
  }
  .drop svg {
    inline-size: 2rem;
    block-size: 2rem;
    color: var(--_accent);
  }
  .drop.over {
    border-color: var(--_accent);
    border-style: solid;
    background: color-mix(in srgb, var(--_accent) 8%, var(--_surface));
  }
  .drop.disabled {
    background: var(--_raised);
    color: var(--_muted);
  }
  .drop.disabled svg {
    color: inherit;
  }
  .heading,
  .hint {
    unicode-bidi: plaintext;
  }
  .heading {
    margin: 0;
    font-size: 1.0625rem;
    font-weight: 600;
  }
  .hint {
    margin: 0 0 0.5rem;
    max-inline-size: 34rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  button:disabled {
    cursor: not-allowed;
  }
  button:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .choose {
    min-block-size: 2.5rem;
    padding: 0.5rem 1.125rem;
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) * 0.66);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5rem;
  }
  .choose.quiet {
    border-color: var(--_line);
    background: var(--_surface);
    color: var(--_text);
  }
  .choose:hover:enabled {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }
  .choose.quiet:hover:enabled {
    border-color: var(--_muted);
    background: var(--_raised);
  }
  .choose:disabled {
    background: var(--_line);
    color: var(--_muted);
  }
  input {
    display: none;
  }
  .said {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @container (max-inline-size: 26rem) {
    .drop {
      padding: 1.5rem 1rem;
    }
  }
  @media (pointer: coarse) {
    .choose {
      min-block-size: 2.75rem;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .drop {
      transition: none;
    }
  }
`;
