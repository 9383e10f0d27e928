import { test as base } from "@playwright/test";
import { newCopy, type RunningSystem, removeCopy, startSystem } from "./running-system.ts";

interface SystemOptions {
  /** Tests that use the same name share a system; a name of its own gives a file a fresh one. */
  readonly systemName: string;
}

/** Tests with a whole running system. */
export const test = base.extend<object, SystemOptions & { system: RunningSystem }>({
  systemName: ["shared", { option: true, scope: "worker" }],
  system: [
    async ({ systemName }, use) => {
      const copy = await newCopy({ FIRSTFRAME_SYSTEM_NAME: systemName });
      const system = await startSystem(copy);
      await use(system);
      await system.stop();
      removeCopy(copy);
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

export { expect } from "@playwright/test";
