/** The first few of many, with how many more there are. */
export function some(lines: readonly string[], count = 5): string[] {
  const rest = lines.length - count;
  return rest > 0 ? [...lines.slice(0, count), `and ${rest} more`] : [...lines];
}
