import { expect } from "vitest";
import { inspectRendition } from "./inspect-output.ts";
import { type JoinedRendition, joinParts } from "./join-parts.ts";
import type { TaskRun } from "./run-task.ts";

/**
 * Everything that has to hold for whatever was made of whatever source, once all of its tasks have run.
 *
 * @returns the renditions, best first, then the sound
 */
export async function expectPlayable(run: TaskRun): Promise<JoinedRendition[]> {
  expect(run.failure).toBeNull();
  expect(run.leftovers).toEqual([]);
  for (const told of run.progress) expect(told).toEqual(told.toSorted((a, b) => a - b));
  const renditions = await joinParts(run.outputs, run.results);
  const [prepared] = run.results;
  expect(prepared?.kind === "prepare" && prepared.rendition_order).toEqual(renditions.map(({ id }) => id));
  const boundaries: (readonly number[])[] = [];
  const counts = new Set<number>();
  for (const rendition of renditions) {
    expect(rendition, rendition.id).toMatchObject({ complete: true, isGapless: true });
    expect(rendition.inits, rendition.id).toHaveLength(1);
    const found = await inspectRendition(run.outputs, rendition.id);
    expect(found.complaints, rendition.id).toBe("");
    expect(found.codec).toBe(rendition.kind === "video" ? "h264" : "aac");
    if (rendition.kind === "audio") continue;
    expect(found).toMatchObject({ width: rendition.width, height: rendition.height });
    expect(["1:1", null]).toContain(found.pixelShape);
    boundaries.push(found.boundaries);
    counts.add(found.packets.length);
    const keys = found.packets.filter(({ isKey }) => isKey).map(({ time }) => time);
    for (const start of found.boundaries) {
      const isThere = keys.some((time) => Math.abs(time - start) < 0.002);
      expect(isThere, `${rendition.id} has no keyframe at ${start} s`).toBe(true);
    }
    expect(Math.min(...found.packets.map(({ time }) => time))).toBeCloseTo(0, 2);
  }
  expect(counts.size, "numbers of pictures").toBeLessThanOrEqual(1);
  for (const others of boundaries.slice(1)) {
    expect(others).toHaveLength(boundaries[0]?.length ?? 0);
    others.forEach((start, index) => {
      expect(start).toBeCloseTo(boundaries[0]?.[index] ?? Number.NaN, 3);
    });
  }
  return renditions;
}
