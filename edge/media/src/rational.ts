/** A fraction of whole numbers, such as the frame rate 30000/1001. */
export interface Rational {
  readonly numerator: number;
  readonly denominator: number;
}

/** Reads `30000/1001` or `16:15`; null for anything that is not a positive fraction. */
export function parseRational(text: unknown): Rational | null {
  const match = typeof text === "string" ? /^(\d+)[/:](\d+)$/.exec(text) : null;
  const numerator = Number(match?.[1]);
  const denominator = Number(match?.[2]);
  return numerator > 0 && denominator > 0 ? { numerator, denominator } : null;
}

export function toNumber(rational: Rational): number {
  return rational.numerator / rational.denominator;
}
