import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { iFrameEntry } from "./i-frame-entry.ts";
import { quickVideo, testPicture } from "./testing/make-media.ts";

const execute = promisify(execFile);

describe("iFrameEntry", () => {
  it("gives just the bytes of which a decoder makes one picture", async () => {
    const directory = await mkdtemp(join(tmpdir(), "firstframe-test-iframe-"));
    try {
      const hls = ["-f", "hls", "-hls_segment_type", "fmp4", "-hls_time", "1", "-hls_playlist_type", "vod"];
      await execute(
        "ffmpeg",
        ["-v", "error", ...testPicture("320x180", 25, 3), ...quickVideo, "-g", "25", ...hls, "playlist.m3u8"],
        { cwd: directory },
      );
      const init = await readFile(join(directory, "init.mp4"));
      for (const index of [0, 1, 2]) {
        const segment = await readFile(join(directory, `playlist${index}.m4s`));
        const { offset, length } = iFrameEntry(segment);
        expect(String.fromCharCode(...segment.subarray(offset + 4, offset + 8))).toBe("moof");
        expect(length).toBeLessThan(segment.byteLength / 2);
        const alone = join(directory, "alone.mp4");
        await writeFile(alone, Buffer.concat([init, segment.subarray(offset, offset + length)]));
        const shown = ["-show_entries", "packet=flags,size", "-of", "csv=p=0"];
        const { stdout } = await execute("ffprobe", ["-v", "fatal", ...shown, alone]);
        const packets = stdout.trim().split("\n");
        const framed = ["-v", "fatal", "-i", alone, "-frames:v", "1", "-f", "framemd5", "-"];
        const picture = await execute("ffmpeg", framed);
        expect(packets[0]).toMatch(/,K/);
        expect(picture.stdout).toMatch(/^0,.*[0-9a-f]{32}$/m);
      }
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });

  it("refuses what is no segment", () => {
    expect(() => iFrameEntry(new Uint8Array(0))).toThrow(RangeError);
    expect(() => iFrameEntry(new TextEncoder().encode("not a segment at all"))).toThrow(RangeError);
  });
});
