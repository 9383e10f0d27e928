const dayMs = 24 * 3600 * 1000;

/** Whole days that have passed since a moment; negative where it is to come. */
export function ageInDays(moment: string, now: number): number {
  return Math.floor((now - Date.parse(moment)) / dayMs);
}
