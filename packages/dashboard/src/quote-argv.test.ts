import { expect, it } from "vitest";
import { quoteArgv } from "./quote-argv.ts";

it("leaves alone what a shell leaves alone", () => {
  expect(quoteArgv(["ffmpeg", "-ss", "1.500", "-i", "file:/tmp/a.mp4"])).toBe(
    "ffmpeg -ss 1.500 -i file:/tmp/a.mp4",
  );
});

it("quotes everything else, and quotes within", () => {
  expect(quoteArgv(["-vf", "scale=-2:'min(720,ih)'", ""])).toBe(
    String.raw`-vf 'scale=-2:'\''min(720,ih)'\''' ''`,
  );
});
