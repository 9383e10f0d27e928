import { median } from "./statistics.ts";

/** Takes so many bytes; resolves with the time that this took, in ms. */
export type Contestant = (size: number) => Promise<number>;

const mib = 1024 * 1024;

/** Lets two contestants take turns, so that a machine that changes its speed changes it for both. */
export async function contest(
  { size, runs }: { readonly size: number; readonly runs: number },
  ours: Contestant,
  floor: Contestant,
): Promise<Record<string, number>> {
  const [a, b]: [number[], number[]] = [[], []];
  for (let run = 0; run <= runs; run++) {
    const [first, second] = [await ours(size), await floor(size)];
    // The first one warms up.
    if (run === 0) continue;
    a.push(first);
    b.push(second);
  }
  const speed = (times: readonly number[]) => size / mib / (median(times) / 1000);
  const ratios = a.map((time, i) => (b[i] ?? Number.NaN) / time);
  return {
    "MiB/s": speed(a),
    floor: speed(b),
    ratio: speed(a) / speed(b),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
  };
}
