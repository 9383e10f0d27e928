import { describe, expect, it } from "vitest";
import { makeMedia, quickVideo, testPicture } from "../testing/make-media.ts";
import { findIndex } from "./find-index.ts";
import { longestGroupOf } from "./longest-group.ts";

const keyframesAt = (times: string) => ["-g", "9999", "-sc_threshold", "0", "-force_key_frames", times];

function clip(argv: readonly string[], more: readonly string[] = []): Promise<Uint8Array> {
  return makeMedia("clip.mp4", ...testPicture("64x36", 10, 20), ...quickVideo, ...argv, ...more);
}

const readerOf = (file: Uint8Array) => async (offset: number, length: number) =>
  file.subarray(offset, offset + length);

describe("longestGroupOf", () => {
  it.each([
    ["last", []],
    ["first", ["-movflags", "+faststart"]],
  ])("finds the longest group, however late, in an index that comes %s", async (_, more) => {
    const file = await clip(keyframesAt("0,2,4,5,15,18"), more);
    const moov = await findIndex(readerOf(file));
    expect(longestGroupOf(moov ?? new Uint8Array())).toBeCloseTo(10, 3);
  });

  it("counts up to the end, with pictures that last for different times", async () => {
    const file = await clip([
      "-vf",
      "select='not(eq(mod(n,3),0))'",
      "-fps_mode",
      "vfr",
      ...keyframesAt("0,3"),
    ]);
    const moov = (await findIndex(readerOf(file))) ?? new Uint8Array();
    expect(longestGroupOf(moov)).toBeGreaterThan(16.5);
    expect(longestGroupOf(moov)).toBeLessThan(17.5);
  });

  it("takes every picture for a keyframe where none is listed", async () => {
    const moov = (await findIndex(readerOf(await clip(["-g", "1"])))) ?? new Uint8Array();
    expect(longestGroupOf(moov)).toBeCloseTo(0.1, 3);
  });

  it("does not know of fragments", async () => {
    const file = await clip(keyframesAt("0,2"), ["-movflags", "+frag_keyframe+empty_moov"]);
    const moov = await findIndex(readerOf(file));
    expect(moov).not.toBeNull();
    expect(longestGroupOf(moov ?? new Uint8Array())).toBeNull();
  });

  it("gives a time or null for any damage", async () => {
    const moov = Buffer.from((await findIndex(readerOf(await clip(keyframesAt("0,2"))))) ?? []);
    for (let at = 0; at < moov.byteLength; at++) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const damaged = Buffer.from(moov);
        damaged[at] = value;
        const found = longestGroupOf(damaged);
        expect(found === null || found >= 0, `${value} at ${at}`).toBe(true);
      }
    }
  });
});

describe("findIndex", () => {
  it("finds none in what has none, and none that is not all there yet", async () => {
    const file = await clip(keyframesAt("0,2"), ["-movflags", "+faststart"]);
    expect(await findIndex(readerOf(file.subarray(0, 200)))).toBeNull();
    expect(await findIndex(readerOf(new Uint8Array(100)))).toBeNull();
    expect(await findIndex(readerOf(Buffer.from("G".repeat(1000))))).toBeNull();
    expect(await findIndex(readerOf(new Uint8Array()))).toBeNull();
  });
});
