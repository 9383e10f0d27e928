import type { Level } from "./read-levels.ts";

const stepS = 0.01;
const farthestS = 0.5;
/** Changes over this many steps are compared: of slow trends, any two moments are alike. */
const changeSteps = 8;
/** A likeness below this is chance. */
const leastLikeness = 0.6;
/** By which the best shift has to be more alike than others far from it: a steady rise is like itself at any of them. */
const leastLead = 0.05;

/**
 * By how much a course of levels comes later than another one of the same thing: the shift at which they are most alike.
 * It need not be of the same strength.
 *
 * @returns seconds, to a hundredth; null when nothing tells: hardly any change, a steady one, or no likeness
 */
export function findShift(earlier: readonly Level[], later: readonly Level[]): number | null {
  const one = changes(onGrid(earlier));
  const two = changes(onGrid(later));
  const farthest = Math.round(farthestS / stepS);
  const candidates = Array.from({ length: 2 * farthest + 1 }, (_, index) => {
    const shift = index - farthest;
    return { shift, likeness: correlation(one, two, shift) };
  });
  const best = candidates.reduce((most, next) => (next.likeness > most.likeness ? next : most));
  const isVague = candidates.some(
    ({ shift, likeness }) =>
      Math.abs(shift - best.shift) > changeSteps && likeness > best.likeness - leastLead,
  );
  return best.likeness < leastLikeness || isVague ? null : best.shift * stepS;
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

function changes(grid: readonly number[]): number[] {
  return grid.map((value, step) => value - (grid[step - changeSteps] ?? Number.NaN));
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
