import { InvalidArgumentError } from "commander";

/**
 * Adds `key=value` to what was given before, for commander. The value may hold further equals signs, or be empty.
 *
 * @throws InvalidArgumentError
 */
export function metadata(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("It must be written key=value.");
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}
