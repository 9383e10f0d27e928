import { plainText } from "./plain-text.ts";
import type { Style } from "./style.ts";

/** Names and values, one a line; what has no value is left out. */
export function details(
  entries: readonly (readonly [name: string, value: string | number | null | undefined])[],
  style: Style,
): string {
  const shown = entries.filter(([, value]) => value !== null && value !== undefined && value !== "");
  const width = Math.max(...shown.map(([name]) => name.length));
  return shown
    .map(([name, value]) => `${style("dim", name.padEnd(width))}  ${plainText(String(value))}\n`)
    .join("");
}
