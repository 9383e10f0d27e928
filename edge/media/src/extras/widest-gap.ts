/**
 * Seconds, at most, that lie between one of `times` and the next, the beginning and the end counted as well; infinite when
 * there are none. Any order.
 */
export function widestGapS(times: readonly number[], durationS: number): number {
  if (times.length === 0) return Number.POSITIVE_INFINITY;
  const marks = [0, ...[...times].sort((one, other) => one - other), durationS];
  let widest = 0;
  marks.forEach((mark, index) => {
    widest = Math.max(widest, mark - (marks[index - 1] ?? mark));
  });
  return widest;
}
