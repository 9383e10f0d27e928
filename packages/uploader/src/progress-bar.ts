import { html, nothing, type TemplateResult } from "lit";

interface Progress {
  /** 0 to 1; null while something waits that cannot be measured. */
  readonly share: number | null;
  readonly phase: "all" | "sending" | "preparing";
}

/** A bar with its name and, where a number alone says too little, the sentence for it. */
export function progressBar({ share, phase }: Progress, name: string, text?: string): TemplateResult {
  return html`<div
    part="bar bar-${phase}"
    class="bar"
    data-phase=${phase}
    ?data-waits=${share === null}
    role="progressbar"
    aria-label=${name}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${share === null ? nothing : Math.floor(100 * share)}
    aria-valuetext=${text ?? nothing}
  >
    <span style=${share === null ? nothing : `inline-size: ${(100 * share).toFixed(1)}%`}></span>
  </div>`;
}
