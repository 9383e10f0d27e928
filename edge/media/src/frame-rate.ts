import { type Rational, toNumber } from "./rational.ts";

const maximum = 60;

/** Rates that recordings mean when they are a hair off. */
const common: readonly Rational[] = [
  { numerator: 24000, denominator: 1001 },
  { numerator: 24, denominator: 1 },
  { numerator: 25, denominator: 1 },
  { numerator: 30000, denominator: 1001 },
  { numerator: 30, denominator: 1 },
  { numerator: 48, denominator: 1 },
  { numerator: 50, denominator: 1 },
  { numerator: 60000, denominator: 1001 },
  { numerator: 60, denominator: 1 },
];

/**
 * The constant rate to encode with, from 1 to 60 frames a second: the source's average, or its base rate where there is
 * no average. Higher rates are divided by a whole number, so that every second, third … frame is kept.
 */
export function encodingFrameRate(average: Rational | null, base: Rational | null): Rational {
  const usable = [average, base].find((rate) => rate !== null && toNumber(rate) <= 1000);
  if (!usable) return { numerator: 30, denominator: 1 };
  const divisor = Math.ceil(toNumber(usable) / (maximum * 1.001));
  const rate = { numerator: usable.numerator, denominator: usable.denominator * Math.max(1, divisor) };
  const fps = toNumber(rate);
  if (fps < 1) return { numerator: 1, denominator: 1 };
  const near = common.find((candidate) => Math.abs(toNumber(candidate) / fps - 1) < 0.0004);
  return near ?? simplify(rate);
}

/** ffmpeg takes fractions of 32-bit numbers; thousandths are exact enough for rates that are no round ones. */
function simplify(rate: Rational): Rational {
  if (Math.max(rate.numerator, rate.denominator) < 1_000_000) return rate;
  return { numerator: Math.round(toNumber(rate) * 1000), denominator: 1000 };
}
