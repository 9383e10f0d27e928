import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { inspectRendition } from "./testing/inspect-output.ts";
import { runJob } from "./testing/run-job.ts";

const folder = new URL("../../../../shared/media/", import.meta.url);

/** Real recordings, where they lie beside the repository. */
describe.runIf(existsSync(folder))("real recordings", () => {
  it.each([
    ["missing-keyframe-labels.ts", { width: 1280, height: 720 }, 10_000],
    ["rotate-buck-bunny.mp4", { width: 1080, height: 1920 }, 2_000],
    ["sar_2x1.mp4", { width: 1280, height: 360 }, 5_000],
    ["malformed-join.mp3", { width: null, height: null }, 8_600],
  ])("%s", async (name, size, durationMs) => {
    const job = await runJob(await readFile(fileURLToPath(new URL(name, folder))));
    try {
      expect(job.failure).toBeNull();
      expect(job.result?.renditions[0]).toMatchObject(size);
      expect(Math.abs((job.result?.duration_ms ?? 0) - durationMs)).toBeLessThan(100);
      for (const { id } of job.result?.renditions ?? []) {
        expect((await inspectRendition(job.outputs, id)).complaints).toBe("");
      }
    } finally {
      await rm(job.outputs, { recursive: true, force: true });
    }
  });

  it("annex-b.mp4, which is cut short", async () => {
    const job = await runJob(await readFile(fileURLToPath(new URL("annex-b.mp4", folder))));
    await rm(job.outputs, { recursive: true, force: true });
    expect(job.failure).toMatchObject({ code: "source_truncated", retryable: false });
  });
});
