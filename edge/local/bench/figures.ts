/** Says a line to whoever looks on. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What a benchmark found: told as it comes, and kept to be written in the end. */
export interface Figures {
  readonly all: readonly Record<string, unknown>[];
  note(what: string, figure: Readonly<Record<string, number | string>>): void;
}

/** @param width characters that what was measured is given, so that the figures stand below each other */
export function createFigures(width: number): Figures {
  const all: Record<string, unknown>[] = [];
  return {
    all,
    note(what, figure) {
      all.push({ what, ...figure });
      const shown = Object.entries(figure).map(
        ([name, value]) => `${name} ${typeof value === "number" ? +value.toFixed(2) : value}`,
      );
      say(`${what.padEnd(width)} ${shown.join(" · ")}`);
    },
  };
}
