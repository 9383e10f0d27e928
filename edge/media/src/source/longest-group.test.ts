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

/** The only track of these clips. */
const trackId = 1;

describe("longestGroupOf", () => {
  it.each([
    ["last", []],
    ["first", ["-movflags", "+faststart"]],
  ])("finds the longest group, however late, in an index that comes %s", async (_, more) => {
    const file = await clip(keyframesAt("0,2,4,5,15,18"), more);
    const moov = await findIndex(readerOf(file));
    expect(longestGroupOf(moov ?? new Uint8Array(), trackId)).toBeCloseTo(10, 3);
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
    expect(longestGroupOf(moov, trackId)).toBeGreaterThan(16.5);
    expect(longestGroupOf(moov, trackId)).toBeLessThan(17.5);
  });

  it("takes every picture for a keyframe where none is listed", async () => {
    const moov = (await findIndex(readerOf(await clip(["-g", "1"])))) ?? new Uint8Array();
    expect(longestGroupOf(moov, trackId)).toBeCloseTo(0.1, 3);
  });

  it("looks at the track that is asked for, and finds nothing of one that is not there", async () => {
    // Such as the pictures of chapters, each of which is shown for minutes.
    const still = [...testPicture("64x36", 10, 20), ...testPicture("32x18", 10, 20)];
    const keyframes = ["-g:v:0", "20", "-g:v:1", "150", "-sc_threshold", "0"];
    const file = await makeMedia("clip.mp4", ...still, "-map", "0", "-map", "1", ...quickVideo, ...keyframes);
    const moov = (await findIndex(readerOf(file))) ?? new Uint8Array();
    expect(longestGroupOf(moov, 1)).toBeCloseTo(2, 3);
    expect(longestGroupOf(moov, 2)).toBeCloseTo(15, 3);
    expect(longestGroupOf(moov, 3)).toBeNull();
  });

  it("does not know of fragments", async () => {
    const file = await clip(keyframesAt("0,2"), ["-movflags", "+frag_keyframe+empty_moov"]);
    const moov = await findIndex(readerOf(file));
    expect(moov).not.toBeNull();
    expect(longestGroupOf(moov ?? new Uint8Array(), trackId)).toBeNull();
  });

  it("gives a time or null for any damage", async () => {
    const moov = Buffer.from((await findIndex(readerOf(await clip(keyframesAt("0,2"))))) ?? []);
    for (let at = 0; at < moov.byteLength; at++) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const damaged = Buffer.from(moov);
        damaged[at] = value;
        const found = longestGroupOf(damaged, trackId);
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
