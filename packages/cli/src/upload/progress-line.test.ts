import { expect, it } from "vitest";
import { progressBar, progressLine } from "./progress-line.ts";

const half = { name: "clip.mp4", sentBytes: 12_300_000, sizeBytes: 28_600_000, bytesPerSecond: 4_200_000 };

it("tells share, bytes, speed and time left", () => {
  expect(progressLine(half)).toBe("clip.mp4  43%  12.3 MB of 28.6 MB  4.2 MB/s  0:04 left");
});

it("tells no speed before there is one, and no time left at the end", () => {
  expect(progressLine({ ...half, bytesPerSecond: null })).toBe("clip.mp4  43%  12.3 MB of 28.6 MB");
  expect(progressLine({ ...half, sentBytes: half.sizeBytes })).not.toContain("left");
});

it("fits the terminal, with a bar where there is room", () => {
  for (const columns of [20, 60, 80, 120]) expect(progressBar(half, columns).length).toBeLessThan(columns);
  expect(progressBar(half, 120)).toContain(`${"█".repeat(12)}░`);
  expect(progressBar(half, 60)).not.toContain("█");
});

it("shows nothing that a terminal would obey", () => {
  expect(progressLine({ ...half, name: "a\u001b[2Jb.mp4" })).toContain("a [2Jb.mp4");
});
