import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // Encoding takes its time, above all on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each ffmpeg already uses several cores.
    maxWorkers: 2,
  },
});
