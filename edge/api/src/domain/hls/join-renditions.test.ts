import type { ProducedRendition } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import type { TaskWithOutput } from "../task-record.ts";
import { joinRenditions } from "./join-renditions.ts";

function produced(
  firstSegment: number,
  count: number,
  more: Partial<ProducedRendition> = {},
): ProducedRendition {
  return {
    id: "v360",
    kind: "video",
    codecs: "avc1.4d401e",
    width: 640,
    height: 360,
    frame_rate: 25,
    channels: null,
    language: null,
    name: null,
    init_sha256: "a".repeat(64),
    init_bytes: 800,
    first_segment: firstSegment,
    segments: Array.from({ length: count }, () => [4, 1000]),
    complete: true,
    ...more,
  };
}

function task(position: number, state: TaskWithOutput["state"], part: ProducedRendition | null) {
  return {
    position,
    state,
    output: part && { attempt: 1, opening: null, renditions: [part], files: [] },
    kind: position === 0 ? ("prepare" as const) : ("encode" as const),
    renditions: ["v360"],
  };
}

const join = (...tasks: ReturnType<typeof task>[]) => joinRenditions(tasks, ["v360"]);

describe("joinRenditions", () => {
  it("puts parts into the order of their segments, whichever came first", () => {
    const [joined] = join(
      task(0, "succeeded", null),
      task(1, "succeeded", produced(2, 1)),
      task(2, "succeeded", produced(0, 2)),
    );
    expect(joined?.segments.map(({ uri }) => uri)).toEqual([
      "../2-1/v360/00000.m4s",
      "../2-1/v360/00001.m4s",
      "../1-1/v360/00002.m4s",
    ]);
    expect(joined).toMatchObject({
      initUri: "../2-1/v360/init.mp4",
      rendition: { complete: true, duration_ms: 12_000, size_bytes: 3800, average_bitrate: 2000 },
    });
  });

  it("has nothing to show without its beginning, and ends at the first gap", () => {
    expect(join(task(0, "succeeded", null), task(1, "succeeded", produced(2, 1)))).toEqual([]);
    const [joined] = join(task(0, "succeeded", produced(0, 2)), task(1, "succeeded", produced(3, 1)));
    expect(joined?.segments).toHaveLength(2);
    expect(joined?.rendition.complete).toBe(false);
  });

  it("does not join parts with different initialization segments", () => {
    const other = produced(2, 1, { init_sha256: "b".repeat(64) });
    const [joined] = join(task(0, "succeeded", produced(0, 2)), task(1, "succeeded", other));
    expect(joined?.segments).toHaveLength(2);
    expect(joined?.rendition.complete).toBe(false);
  });

  it("is not complete while a task that makes some of it is not over, nor before the plan is known", () => {
    const running = join(task(0, "succeeded", produced(0, 2)), task(1, "running", produced(2, 1)));
    expect(running).toMatchObject([{ mayGrow: true, rendition: { complete: false, duration_ms: 12_000 } }]);
    expect(join(task(0, "running", produced(0, 2)))[0]?.rendition.complete).toBe(false);
  });

  it("lets viewers see only what was begun by preparing before it is complete", () => {
    const [joined] = join(task(0, "succeeded", null), task(1, "running", produced(0, 2)));
    expect(joined?.mayGrow).toBe(false);
  });
});
