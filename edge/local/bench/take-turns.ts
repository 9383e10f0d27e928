/** Lets two take turns, so that a machine that changes its speed changes it for both; their results, without those of the first turn, which warms up. */
export async function takeTurns<Result>(
  runs: number,
  ours: () => Promise<Result>,
  floor: () => Promise<Result>,
): Promise<{ readonly ours: Result[]; readonly floor: Result[] }> {
  const results = { ours: [] as Result[], floor: [] as Result[] };
  for (let run = 0; run <= runs; run++) {
    const [first, second] = [await ours(), await floor()];
    if (run === 0) continue;
    results.ours.push(first);
    results.floor.push(second);
  }
  return results;
}
