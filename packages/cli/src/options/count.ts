import { InvalidArgumentError } from "commander";

/** A whole number from `lowest` on, for commander. */
export function countFrom(lowest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= lowest && Number.isSafeInteger(value)) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${lowest} on.`);
  };
}
