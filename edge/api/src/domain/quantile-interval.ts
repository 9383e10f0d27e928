/** Ranks from 0, in ascending order of the values. */
export interface QuantileRanks {
  /** Of the value itself, by the nearest-rank rule. */
  readonly value: number;
  /** Of the ends of the confidence interval; null when so few values allow none of that level. */
  readonly interval: { readonly low: number; readonly high: number } | null;
}

const exactUpTo = 2000;

/**
 * Where, among `n` sorted values, the quantile lies and between which two of them its true value lies with at least
 * the given confidence. Distribution-free: the number of values below the true quantile is binomial.
 * Hahn & Meeker, Statistical Intervals, 5.2.
 *
 * @param p 0 < p < 1
 */
export function quantileRanks(n: number, p: number, level = 0.95): QuantileRanks {
  const value = Math.min(n - 1, Math.max(0, Math.ceil(p * n) - 1));
  const tail = (1 - level) / 2;
  // The interval [x(l), x(u)] (ranks from 1) covers with probability P(l ≤ B ≤ u − 1), B ~ Binomial(n, p).
  const low = binomialQuantile(n, p, tail);
  const high = binomialQuantile(n, p, 1 - tail) + 1;
  if (low < 1 || high > n) return { value, interval: null };
  return { value, interval: { low: low - 1, high: high - 1 } };
}

/** Smallest k with P(B ≤ k) ≥ q. */
function binomialQuantile(n: number, p: number, q: number): number {
  if (n > exactUpTo) {
    const z = q < 0.5 ? -standardQuantile(1 - q) : standardQuantile(q);
    return Math.round(n * p + z * Math.sqrt(n * p * (1 - p)));
  }
  let cumulative = 0;
  for (let k = 0; k <= n; k++) {
    cumulative += Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log(1 - p));
    if (cumulative >= q) return k;
  }
  return n;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** Stirling's series; exact sums below 20, where the series is coarse. */
function logFactorial(n: number): number {
  if (n < 20) {
    let sum = 0;
    for (let i = 2; i <= n; i++) sum += Math.log(i);
    return sum;
  }
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3);
}

/** Standard normal quantile for q ≥ 0.5; Abramowitz & Stegun 26.2.23, absolute error below 4.5e-4. */
export function standardQuantile(q: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - q));
  return (
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3)
  );
}
