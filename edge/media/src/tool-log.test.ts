import { describe, expect, it } from "vitest";
import { createLogReader } from "./tool-log.ts";

function read(lines: readonly string[]) {
  const reader = createLogReader();
  for (const line of lines) reader.add(line);
  return reader.read();
}

describe("createLogReader", () => {
  it("tells complaints and costs from the rest", () => {
    const log = read([
      "[info] Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:source':",
      "[h264 @ 0x55d0c8] [error] error while decoding MB 50 52",
      "[hls @ 0x55d0c8] [warning] something is unusual",
      "[error] partial file",
      "[info] bench: utime=1.500s stime=0.250s rtime=2.000s",
      "[info] bench: maxrss=2048kB",
    ]);
    expect(log).toEqual({
      complaints: "[h264 @ 0x55d0c8] error while decoding MB 50 52\npartial file",
      cpuMs: 1750,
      peakMemory: 2048 * 1024,
    });
    expect(read(["[info] bench: maxrss=2048KiB"]).peakMemory).toBe(2048 * 1024);
    expect(read([])).toEqual({ complaints: "", cpuMs: 0, peakMemory: null });
  });

  it("is not fooled by what a file says of itself", () => {
    const log = read([
      "[info]     title           : [error] partial file",
      "    comment         : [fatal] File ended prematurely",
      "[info]     title           : [info] bench: utime=9.000s stime=9.000s",
    ]);
    expect(log).toEqual({ complaints: "", cpuMs: 0, peakMemory: null });
  });

  it("finds a complaint in the middle of a long log, and keeps no more than it has to", () => {
    const opening = Array.from(
      { length: 2000 },
      (_, index) => `[hls @ 0x1] [info] Opening 'v720/${index}.m4s' for writing`,
    );
    expect(read([...opening, "[mov @ 0x1] [error] partial file", ...opening]).complaints).toBe(
      "[mov @ 0x1] partial file",
    );
    const flood = read(Array.from({ length: 10_000 }, (_, index) => `[error] no ${index}`)).complaints;
    expect(flood.length).toBeLessThan(20_000);
    expect(flood).toMatch(/^no 0\n[\s\S]*\n…\n[\s\S]*\nno 9999$/);
  });
});
