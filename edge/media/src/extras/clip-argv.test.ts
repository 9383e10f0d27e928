import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { makeMedia, quickVideo, testPicture } from "../testing/make-media.ts";
import { clipArgv } from "./clip-argv.ts";
import { makeWorkplace } from "./testing/make-workplace.ts";

const execute = promisify(execFile);

/** Checksums of the pictures that a run with these input options decodes. */
async function picturesOf(path: string, input: readonly string[]): Promise<string[]> {
  const argv = ["-v", "error", ...input, "-i", path, "-f", "framemd5", "-"];
  const { stdout } = await execute("ffmpeg", argv);
  return stdout.split("\n").flatMap((line) => /^0,.*, ([0-9a-f]{32})$/.exec(line)?.[1] ?? []);
}

describe("clipArgv", () => {
  it("gives exactly the pictures of that time, wherever the keyframes are", async () => {
    const bytes = await makeMedia("clip.mp4", ...testPicture("160x90", 10, 6), ...quickVideo, "-g", "50");
    await using place = await makeWorkplace(bytes);
    const all = await picturesOf(place.workplace.source, []);
    expect(all).toHaveLength(60);
    const part = await picturesOf(place.workplace.source, clipArgv({ startS: 1.3, endS: 3.1 }));
    expect(part).toEqual(all.slice(13, 31));
    expect(await picturesOf(place.workplace.source, clipArgv({ startS: 5.5, endS: null }))).toEqual(
      all.slice(55),
    );
  });

  it("leaves out what changes nothing", () => {
    expect(clipArgv({ startS: 0, endS: null })).toEqual([]);
  });

  it.each([
    [-1, 2],
    [2, 2],
    [3, 2],
    [Number.NaN, 2],
    [0, Number.NaN],
  ])("refuses %d to %d", (startS, endS) => {
    expect(() => clipArgv({ startS, endS })).toThrow(RangeError);
  });
});
