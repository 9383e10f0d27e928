/**
 * Seconds as people say them: `1 minute, 30 seconds` in a sentence, `2 hr, 5 min` in a line of figures.
 *
 * @param tag BCP 47
 */
export function spokenDuration(seconds: number, tag: string, unitDisplay: "short" | "long"): string {
  const amounts = [
    ["hour", Math.floor(seconds / 3600)],
    ["minute", Math.floor((seconds % 3600) / 60)],
    ["second", seconds % 60],
  ] as const;
  const said = amounts.flatMap(([unit, amount]) =>
    amount === 0 ? [] : new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay }).format(amount),
  );
  return new Intl.ListFormat(tag, { type: "unit", style: unitDisplay }).format(said);
}

/** Seconds of an estimate, as exact as people take it: whole seconds, from a minute on whole minutes. */
export function roundedSeconds(seconds: number): number {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 60 ? whole : 60 * Math.round(whole / 60);
}

/** Whole seconds until a moment, at least one. */
export function secondsUntil(moment: number, now: number): number {
  return Math.max(1, Math.ceil((moment - now) / 1000));
}
