const spans: readonly (readonly [unit: string, seconds: number])[] = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
];

/** A length of time in its largest unit, such as `3 d` or `45 s`, rounded down. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, ms / 1000);
  const [unit, length] = spans.find(([, length]) => seconds >= length) ?? ["s", 1];
  return `${Math.floor(seconds / length)} ${unit}`;
}
