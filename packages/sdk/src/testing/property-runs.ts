/** How often a property is tried. The same tries every time; another seed, by `FIRSTFRAME_SEED`, makes others. */
export function propertyRuns(count: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: count, seed: Number(process.env.FIRSTFRAME_SEED ?? 1) };
}
