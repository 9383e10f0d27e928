import type { Level } from "./read-levels.ts";

const stepS = 0.01;
const farthestS = 0.5;
/** A likeness below this is chance. */
const leastLikeness = 0.6;

/**
 * By how much a course of levels comes later than another one of the same thing: the shift at which they are most alike.
 * It need not be of the same strength.
 *
 * @returns seconds, to a hundredth; null when hardly anything changes, or the two are not alike
 */
export function findShift(earlier: readonly Level[], later: readonly Level[]): number | null {
  const one = onGrid(earlier);
  const two = onGrid(later);
  const farthest = Math.round(farthestS / stepS);
  let best: { shift: number; likeness: number } | null = null;
  for (let distance = 0; distance <= farthest; distance++) {
    for (const shift of [distance, -distance]) {
      const likeness = correlation(one, two, shift);
      if (likeness > (best?.likeness ?? leastLikeness)) best = { shift, likeness };
    }
  }
  return best && best.shift * stepS;
}

/** The level at every step from zero on; NaN before the first one. */
function onGrid(levels: readonly Level[]): number[] {
  const grid: number[] = [];
  levels.forEach(({ atS, value }, index) => {
    const end = Math.round((levels[index + 1]?.atS ?? atS + stepS) / stepS);
    for (let step = Math.max(0, Math.round(atS / stepS)); step < end; step++) grid[step] = value;
  });
  return Array.from(grid, (value) => value ?? Number.NaN);
}

/** Pearson's, of `one` with `two` as many steps later. */
function correlation(one: readonly number[], two: readonly number[], shift: number): number {
  let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  one.forEach((a, step) => {
    const b = two[step + shift] ?? Number.NaN;
    if (Number.isNaN(a) || Number.isNaN(b)) return;
    n++;
    x += a;
    y += b;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  });
  const spread = Math.sqrt((n * xx - x * x) * (n * yy - y * y));
  return spread > 0 ? (n * xy - x * y) / spread : 0;
}
