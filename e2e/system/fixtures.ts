import { test as base } from "@playwright/test";
import { newCopy, type RunningSystem, removeCopy, startSystem } from "./running-system.ts";

/** Tests with a whole system of their own, shared by the tests of one worker. */
export const test = base.extend<object, { system: RunningSystem }>({
  system: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's dependencies from the pattern
    async ({}, use) => {
      const copy = await newCopy();
      const system = await startSystem(copy);
      await use(system);
      await system.stop();
      removeCopy(copy);
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

export { expect } from "@playwright/test";
