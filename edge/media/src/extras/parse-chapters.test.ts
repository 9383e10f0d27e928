import { describe, expect, it } from "vitest";
import { parseChapters } from "./parse-chapters.ts";

describe("parseChapters", () => {
  it("gives them in order, with a name for each", () => {
    const chapters = [
      { start_time: "10.000000", end_time: "20.500000", tags: { title: "  Second\n part " } },
      { start_time: "0.000000", end_time: "10.000000" },
      { start_time: "20.5", end_time: "20.5", tags: { title: "Empty" } },
    ];
    expect(parseChapters({ chapters })).toEqual([
      { startS: 0, endS: 10, title: "Chapter 1" },
      { startS: 10, endS: 20.5, title: "Second part" },
    ]);
  });

  it.each([null, {}, { chapters: "none" }])("finds none in %j", (json) => {
    expect(parseChapters(json)).toEqual([]);
  });
});
