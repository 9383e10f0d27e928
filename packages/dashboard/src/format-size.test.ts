import { expect, it } from "vitest";
import { formatBitrate, formatBytes } from "./format-size.ts";

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [999_700, "1 MB"],
  [2_840_000, "2.8 MB"],
  [284_000_000, "284 MB"],
  [53_687_091_200, "53.7 GB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it("does the same for bitrates", () => {
  expect(formatBitrate(2_840_000)).toBe("2.8 Mbit/s");
});
