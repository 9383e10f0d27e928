import type { JobList, JobWithTasks } from "@firstframe/contract";
import { expect, test } from "@playwright/test";
import { findOrphans } from "./storage/find-orphans.ts";
import { readStorage } from "./storage/read-storage.ts";
import { makeClip } from "./system/clips.ts";
import { newCopy, removeCopy, startSystem } from "./system/running-system.ts";
import { uploadClip } from "./system/upload-clip.ts";
import { flashAndBeep, h264 } from "./system/zoo/flash-and-beep.ts";

test("every outcome that metadata can ask for comes about, and says so", async () => {
  // Short, so that what nobody works on is found soon.
  const copy = await newCopy({ FIRSTFRAME_LEASE_S: "5" });
  const system = await startSystem(copy);
  const { dev } = system;
  const clip = makeClip("short.mp4", "video/mp4", [...flashAndBeep({ size: "160x90" }), ...h264]);
  const headers = { authorization: `Bearer ${dev.secret_key}` };
  const read = async <Body>(path: string) =>
    (await (await fetch(dev.api + path, { headers })).json()) as Body;

  /** How it ended, after how many seconds, and the job that led there with the task that it begins with. */
  async function outcomeOf(firstframe_outcome: string) {
    const metadata = { firstframe_outcome };
    const { asset, endedS } = await uploadClip(dev, clip, async () => undefined, { metadata });
    const { data } = await read<JobList>(`/v1/jobs?asset_id=${asset.id}`);
    expect(data).toHaveLength(1);
    const job = await read<JobWithTasks>(`/v1/jobs/${data[0]?.id}`);
    return { status: asset.status, code: asset.error?.code ?? null, endedS, job, first: job.tasks[0] };
  }

  try {
    const [slow, failed, stuck, duplicated] = await Promise.all(
      ["slow", "failed", "stuck", "duplicated"].map(outcomeOf),
    );
    expect(slow).toMatchObject({ status: "ready", first: { attempt: 1, state: "succeeded" } });
    expect(slow?.endedS).toBeGreaterThan(18);

    expect(failed).toMatchObject({ status: "failed", code: "processing_failed", first: { attempt: 1 } });
    expect(failed?.job.error?.detail).toContain("metadata asked for this outcome");
    expect(failed?.endedS).toBeLessThan(10);

    expect(stuck).toMatchObject({ status: "failed", code: "processing_failed", first: { attempt: 3 } });
    expect(stuck?.job.error?.detail).toContain("stopped sending heartbeats");
    expect(stuck?.endedS).toBeGreaterThan(15);

    // Two workers were told of it; one of them did it.
    expect(duplicated).toMatchObject({ status: "ready", first: { attempt: 1, state: "succeeded" } });
    expect(duplicated?.job.tasks.every(({ attempt }) => attempt === 1)).toBe(true);
    expect(findOrphans(readStorage(copy.state))).toEqual([]);
  } finally {
    await system.stop();
    removeCopy(copy);
  }
});
