import { median } from "./statistics.ts";
import { takeTurns } from "./take-turns.ts";

/** Takes so many bytes; resolves with the time that this took, in ms. */
export type Contestant = (size: number) => Promise<number>;

const mib = 1024 * 1024;

/** Compares two contestants. */
export async function contest(
  { size, runs }: { readonly size: number; readonly runs: number },
  ours: Contestant,
  floor: Contestant,
): Promise<Record<string, number>> {
  const { ours: a, floor: b } = await takeTurns(
    runs,
    () => ours(size),
    () => floor(size),
  );
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
