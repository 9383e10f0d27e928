import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { type ClipOutcome, clipOutcome } from "./outcome/clip-outcome.ts";
import { findFaults } from "./outcome/find-faults.ts";
import { outcomeTable } from "./outcome/outcome-table.ts";
import { clipZoo } from "./system/clip-zoo.ts";
import { hasSharedMedia, sharedMedia } from "./system/clips.ts";
import { expect, test } from "./system/fixtures.ts";
import { uploadClip } from "./system/upload-clip.ts";
import type { ZooClip } from "./system/zoo/zoo-clip.ts";

/** `npm run report:clips` takes those that are too slow for every run. */
const generated = clipZoo.filter(({ slow }) => !slow || process.env.FIRSTFRAME_SLOW_CLIPS === "1");

/** Recordings that do not play. */
const broken: Record<string, ZooClip["expected"]> = {
  "annex-b.mp4": { status: "failed", code: "source_truncated" },
};

const recordings: readonly ZooClip[] = hasSharedMedia
  ? readdirSync(sharedMedia)
      .filter((name) => extname(name) !== ".md")
      .map((name) => ({
        ...{ name, why: "a real recording", expected: broken[name] ?? { status: "ready", tolerance: {} } },
        make: () => ({ name, mimeType: "", buffer: readFileSync(join(sharedMedia, name)) }),
      }))
  : [];

for (const [what, clips, marked] of [
  ["generated clip", generated, true],
  ["recording", recordings, false],
] as const) {
  test(`every ${what} ends as it has to, as long as its source and with its sound in place`, async ({
    system,
  }) => {
    test.setTimeout(600_000);
    const outcomes: ClipOutcome[] = [];
    const folder = mkdtempSync(join(tmpdir(), "firstframe-outcome-"));
    try {
      for (const { name, expected, make } of clips) {
        const clip = make();
        const source = join(folder, name);
        writeFileSync(source, clip.buffer);
        const processed = await uploadClip(system.dev, clip);
        const outcome = await clipOutcome({ name, processed, source, marked, api: system.dev.api });
        outcomes.push(outcome);
        expect.soft(findFaults(outcome, expected), name).toEqual([]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    process.stdout.write(`\n${outcomeTable(outcomes)}\n`);
  });
}
