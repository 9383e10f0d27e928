import { InvalidArgumentError } from "commander";

/**
 * A moment as RFC 3339 in UTC, of a date such as `2027-01-31` or a moment with its zone, for commander.
 *
 * @throws InvalidArgumentError
 */
export function moment(text: string): string {
  const isMoment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const time = isMoment ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(time)) return new Date(time).toISOString();
  throw new InvalidArgumentError(
    "It must be a date such as 2027-01-31, or a moment such as 2027-01-31T12:00Z.",
  );
}
