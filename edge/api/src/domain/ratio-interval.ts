import type { Figure } from "@firstframe/contract";
import { standardQuantile } from "./quantile-interval.ts";
import type { PairSums } from "./view-ports.ts";

const level = 0.95;
const z = standardQuantile(1 - (1 - level) / 2);

/** Fewer pairs than this make the normal approximation of a ratio of sums misleading. */
const leastPairs = 10;

/** A share of `n`, with Wilson's score interval, which stays honest near 0 and 1. */
export function shareFigure(part: number, n: number): Figure {
  if (n === 0) return { value: null, interval: null };
  const share = part / n;
  const denominator = 1 + z ** 2 / n;
  const centre = (share + z ** 2 / (2 * n)) / denominator;
  const half = (z / denominator) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n * n));
  return {
    value: share,
    interval: { level, low: Math.max(0, centre - half), high: Math.min(1, centre + half) },
  };
}

/** Σx ÷ Σy with the interval of the ratio estimator (delta method; Cochran, Sampling Techniques, 6.4). */
export function ratioOfSums(sums: PairSums): Figure {
  const { n, x, y, xx, yy, xy } = sums;
  if (y === 0) return { value: null, interval: null };
  const ratio = x / y;
  if (n < leastPairs) return { value: ratio, interval: null };
  const residuals = Math.max(0, xx - 2 * ratio * xy + ratio * ratio * yy);
  const standardError = Math.sqrt((n * residuals) / (n - 1)) / y;
  return {
    value: ratio,
    interval: { level, low: Math.max(0, ratio - z * standardError), high: ratio + z * standardError },
  };
}
