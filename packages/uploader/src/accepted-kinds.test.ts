import { expect, it } from "vitest";
import { acceptedKinds } from "./accepted-kinds.ts";
import { english } from "./locales/en.ts";

it("names what is taken, each kind once", () => {
  expect(acceptedKinds(".mp4, video/mp4,.mov", english)).toBe("MP4 or MOV");
  expect(acceptedKinds("video/*,audio/x-wav", english)).toBe("video or WAV");
});

it("has nothing to list where all video and sound is taken", () => {
  expect(acceptedKinds("video/*,audio/*,.mkv", english)).toBeNull();
});
