import { InvalidArgumentError } from "commander";

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/**
 * Seconds of a length of time such as `90d`, `12h`, `30m` or `45s`, for commander.
 *
 * @throws InvalidArgumentError
 */
export function duration(text: string): number {
  const [, amount, unit = ""] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const length = unitSeconds[unit];
  if (amount !== undefined && length !== undefined) return Number(amount) * length;
  throw new InvalidArgumentError("It must be a length of time such as 90d, 12h, 30m or 45s.");
}
