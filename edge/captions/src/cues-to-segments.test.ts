import { describe, expect, it } from "vitest";
import { cuesToSegments } from "./cues-to-segments.ts";
import { renderSubtitlePlaylist } from "./subtitle-playlist.ts";

function cue(startMs: number, endMs: number, text: string) {
  return { startMs, endMs, settings: "", text };
}

describe("cuesToSegments", () => {
  const cues = [cue(1000, 2000, "one"), cue(59_000, 61_000, "two"), cue(61_500, 200_000, "three")];

  it("repeats a cue in every segment during which it is shown", () => {
    const segments = cuesToSegments(cues, 150);
    expect(segments.map(({ durationS }) => durationS)).toEqual([60, 60, 30]);
    const texts = segments.map(({ vtt }) => vtt.split("\n").filter((line) => /^[a-z]+$/.test(line)));
    expect(texts).toEqual([["one", "two"], ["two", "three"], ["three"]]);
  });

  it("says in every segment that times are those of the media", () => {
    for (const { vtt } of cuesToSegments(cues, 150)) {
      expect(vtt.startsWith("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n")).toBe(true);
      expect(vtt.split("\n")[2]).toBe("");
    }
  });

  it("keeps a cue that ends at a boundary out of the next segment", () => {
    const [, second] = cuesToSegments([cue(0, 60_000, "one")], 120);
    expect(second?.vtt).not.toContain("one");
  });

  it("ends with the last cue where nothing else is known", () => {
    expect(cuesToSegments(cues, null).map(({ durationS }) => durationS)).toEqual([60, 60, 60, 20]);
  });

  it("is listed with the target duration of its longest segment", () => {
    const segments = cuesToSegments(cues, 90.25).map(({ durationS }, index) => ({
      durationS,
      name: `${index}.vtt`,
    }));
    expect(renderSubtitlePlaylist(segments)).toBe(
      [
        ...["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:60", "#EXT-X-MEDIA-SEQUENCE:0"],
        ...["#EXT-X-PLAYLIST-TYPE:VOD", "#EXTINF:60.000000,", "0.vtt", "#EXTINF:30.250000,", "1.vtt"],
        ...["#EXT-X-ENDLIST", ""],
      ].join("\n"),
    );
  });
});
