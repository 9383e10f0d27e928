import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openScratch } from "./scratch.ts";

it("removes what processes left that are gone, and nothing else", async () => {
  const gone = spawn("true");
  await once(gone, "exit");
  const temporary = await mkdtemp(join(tmpdir(), "firstframe-test-scratch-"));
  try {
    const kept = [`firstframe-media-${process.ppid}`, "firstframe-media-notes", "something-else"];
    for (const name of [...kept, `firstframe-media-${gone.pid}`])
      await mkdir(join(temporary, name, "tasks"), { recursive: true });
    // What a process of the same number left is no one's any more.
    await mkdir(join(temporary, `firstframe-media-${process.pid}`, "tasks", "old"), { recursive: true });
    const scratch = await openScratch(temporary, process.pid);
    const own = `firstframe-media-${process.pid}`;
    expect((await readdir(temporary)).toSorted()).toEqual([...kept, own].toSorted());
    expect(await readdir(scratch.tasks)).toEqual([]);
    expect(await readdir(scratch.sources)).toEqual([]);
    await scratch.remove();
    expect((await readdir(temporary)).toSorted()).toEqual(kept.toSorted());
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
});
