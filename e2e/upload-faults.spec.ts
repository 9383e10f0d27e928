import { setTimeout as sleep } from "node:timers/promises";
import type { Ingest } from "@firstframe/contract";
import { expect, test } from "@playwright/test";
import { type FaultyRun, runFaultyUpload } from "./system/faulty-upload.ts";
import { canSeeProcesses, killProcesses } from "./system/processes.ts";
import { seededRandom } from "./system/random.ts";
import { newCopy, removeCopy, startSystem } from "./system/running-system.ts";

/** Seeded runs of each ingest; as many in each half: with servers that live, and with servers that are killed. */
const runs = Number(process.env.FIRSTFRAME_FAULT_RUNS ?? 102);
const atOnce = 6;

/** What can be killed, by what is in its command line. */
const victims: Record<Ingest, readonly string[]> = {
  edge: ["workerd"],
  worker: ["edge/media/src/main.ts", "workerd"],
};

for (const ingest of ["edge", "worker"] as const) {
  test(`no acknowledged byte is lost, whatever breaks (${ingest})`, async () => {
    test.skip(!canSeeProcesses, "needs /proc to find the processes to kill");
    const copy = await newCopy({ FIRSTFRAME_INGEST: ingest });
    const system = await startSystem(copy);
    const results: FaultyRun[] = [];
    let kills = 0;
    try {
      for (let first = 1; first <= runs; first += atOnce) {
        const seeds = Array.from({ length: Math.min(atOnce, runs - first + 1) }, (_, i) => first + i);
        const batch = Promise.all(seeds.map((seed) => runFaultyUpload(system.dev, seed)));
        if (first > runs / 2) kills += await killMeanwhile(batch, first);
        results.push(...(await batch));
      }
      const ended = results.map(({ lost, wrongAnswers, isIdentical }, i) => ({
        ...{ seed: i + 1, lost, wrongAnswers, isIdentical },
      }));
      const bad = ended.filter(
        ({ lost, wrongAnswers, isIdentical }) => lost > 0 || wrongAnswers.length > 0 || !isIdentical,
      );
      expect(bad).toEqual([]);
      expect(results).toHaveLength(runs);
      expect(kills).toBeGreaterThan(0);
      test.info().annotations.push({
        type: "runs",
        description: `${results.length} runs, ${results.flatMap(({ faults }) => faults).length} faults, ${kills} kills`,
      });
    } finally {
      await system.stop();
      removeCopy(copy);
    }

    /** Kills a server at a random moment of the batch. */
    async function killMeanwhile(batch: Promise<unknown>, seed: number): Promise<number> {
      const random = seededRandom(seed);
      const over = batch.then(
        () => true,
        () => true,
      );
      if (await Promise.race([over, sleep(random() * 500, false)])) return 0;
      const victim = victims[ingest][Math.floor(random() * victims[ingest].length)] ?? "workerd";
      return killProcesses(copy.state, victim);
    }
  });
}
