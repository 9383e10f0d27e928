import { expect, it } from "vitest";
import { english } from "./locales/en.ts";
import { ProgressAnnouncement } from "./progress-announcement.ts";
import { newFile } from "./upload-file.ts";

const sent = (...shares: number[]) =>
  shares.map((sentBytes) => ({ ...newFile("1", "clip.mp4", 100), sentBytes }));

it("speaks once a quarter, and leaves the end to the file's own news", () => {
  const announcement = new ProgressAnnouncement();
  const said = [10, 26, 27, 49, 76, 99, 100].map((share) => announcement.next(sent(share), english));
  expect(said).toEqual([null, "25% uploaded.", null, null, "75% uploaded.", null, null]);
});

it("begins anew when another file makes the list longer", () => {
  const announcement = new ProgressAnnouncement();
  expect(announcement.next(sent(80), english)).toBe("75% uploaded.");
  expect(announcement.next(sent(80, 0, 0, 0), english)).toBeNull();
  expect(announcement.next(sent(100, 0, 0, 0), english)).toBe("25% uploaded.");
});
