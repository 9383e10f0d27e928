import type { Output, Surroundings } from "../surroundings.ts";
import { progressBar, progressLine } from "./progress-line.ts";
import { speedMeter } from "./speed-meter.ts";

/** How often a terminal's line is drawn anew, in ms. */
const redrawMs = 100;
/** How often a line is written where there is no terminal, in ms. */
const lineMs = 5_000;
/** Clears a terminal's line. */
const clear = "\r\x1b[2K";

export interface ShownProgress {
  readonly update: (sentBytes: number) => void;
  /** A message among it, with a line of its own. */
  readonly say: (text: string) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** Shows how far a file is: on a terminal by a line that moves, otherwise by one every few seconds. */
export function showProgress(
  file: { readonly name: string; readonly sizeBytes: number },
  output: Output,
  { now }: Pick<Surroundings, "now">,
): ShownProgress {
  const meter = speedMeter();
  let drawnAt = output.isTty ? Number.NEGATIVE_INFINITY : now();
  const wipe = () => {
    if (output.isTty) output.write(clear);
  };
  return {
    update(sentBytes) {
      const at = now();
      const bytesPerSecond = meter.sample(at, sentBytes);
      if (at - drawnAt < (output.isTty ? redrawMs : lineMs)) return;
      drawnAt = at;
      const progress = { ...file, sentBytes, bytesPerSecond };
      if (output.isTty) output.write(`${clear}${progressBar(progress, output.columns)}`);
      else output.write(`${progressLine(progress)}\n`);
    },
    say(text) {
      wipe();
      output.write(`${text}\n`);
      drawnAt = output.isTty ? Number.NEGATIVE_INFINITY : drawnAt;
    },
    end: wipe,
  };
}
