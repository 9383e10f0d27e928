const smallestShown = 0.0001;

/** A ratio as a percentage: `0 %`, `<0.01 %`, `0.42 %`, `3.1 %`, `95 %`. */
export function formatRatio(ratio: number): string {
  if (ratio > 0 && ratio < smallestShown) return "<0.01 %";
  return `${formatPercent(ratio)} %`;
}

/** The number alone, in per cent. */
export function formatPercent(ratio: number): string {
  const percent = ratio * 100;
  return String(Number(percent.toFixed(percent < 1 ? 2 : 1)));
}
