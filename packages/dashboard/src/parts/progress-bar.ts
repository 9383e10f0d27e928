import { html, type TemplateResult } from "lit";

/** A share, 0 to 1, as a bar and in per cent. */
export function progressBar(share: number, label: string): TemplateResult {
  const percent = Math.floor(share * 100);
  return html`<span class="progress"
    ><progress max="100" value=${percent} aria-label=${label}></progress><span>${percent} %</span></span
  >`;
}
