import { expect, it } from "vitest";
import { readPlan } from "./read-plan.ts";

it("reads decisions with their reasons", () => {
  const plan = readPlan({
    version: 1,
    repackaging: { video: false, why_not: ["The video is vp9, which not every player takes."] },
    content: { bitsPerPixel: 0.21, factor: 1.18 },
    picture: { deinterlaced: true, tone_mapped: false },
    rungs: [
      { id: "v720", width: 1280, height: 720, maximumBitrate: 3_186_000, why: "The most." },
      { id: "v360", width: 640, height: 360, maximumBitrate: 1_127_000, why: "For the worst lines." },
    ],
    audio: [{ id: "a1", bitrate: 128_000, why: "Kept as it is." }],
  });
  expect(plan).toMatchObject({
    isRepackaged: false,
    whyNotRepackaged: ["The video is vp9, which not every player takes."],
    content: { bitsPerPixel: 0.21, factor: 1.18 },
    picture: ["deinterlaced"],
  });
  expect(plan.rungs.map(({ id, maximumBitrate }) => [id, maximumBitrate])).toEqual([
    ["v720", 3_186_000],
    ["v360", 1_127_000],
  ]);
  expect(plan.audio).toEqual([
    { id: "a1", width: null, height: null, maximumBitrate: null, why: "Kept as it is." },
  ]);
});

it("leaves out what it does not understand", () => {
  expect(readPlan({ version: 9, rungs: "many", content: null, audio: [{ id: 7 }] })).toEqual({
    ...{ isRepackaged: false, whyNotRepackaged: [], content: null, picture: [], rungs: [], audio: [] },
  });
});
