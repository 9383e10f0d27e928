import { expect, it } from "vitest";
import { showProgress } from "./show-progress.ts";

function shown(isTty: boolean) {
  let text = "";
  let now = 0;
  const write = (more: string) => {
    text += more;
  };
  const output = { write, isTty, columns: 100 };
  const progress = showProgress({ name: "clip.mp4", sizeBytes: 10_000_000 }, output, { now: () => now });
  for (; now <= 10_000; now += 50) progress.update(now * 1000);
  progress.say("done");
  return text;
}

it("writes a line every five seconds where there is no terminal", () => {
  const lines = shown(false).trim().split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe("clip.mp4  50%  5.0 MB of 10.0 MB  1.0 MB/s  0:05 left");
  expect(lines[2]).toBe("done");
});

it("draws one line anew on a terminal, and gives it up for a message", () => {
  const text = shown(true);
  expect(text.split("\n")).toHaveLength(2);
  expect(text.match(/\r/g)?.length).toBeGreaterThan(90);
  expect(text.endsWith("\r\u001b[2Kdone\n")).toBe(true);
});
