/**
 * A share as people read it: `40%`. Rounded down, so that what is not complete is never called so.
 *
 * @param share 0 to 1
 * @param tag BCP 47
 */
export function formatPercent(share: number, tag: string): string {
  // What floating point makes of 0.29 is a little less.
  const whole = Math.floor(100 * share + 1e-9);
  return new Intl.NumberFormat(tag, { style: "percent" }).format(whole / 100);
}
