import { describe, expect, it } from "vitest";
import { listSegments, renderMediaPlaylist, targetDuration } from "./media-playlist.ts";

describe("listSegments", () => {
  it("reads the complete entries of a growing playlist", () => {
    const text =
      "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4.000000,\nsegment-00000.m4s\n#EXTINF:2.5,\nsegment-000";
    expect(listSegments(text)).toEqual([{ name: "segment-00000.m4s", durationS: 4 }]);
    expect(listSegments("")).toEqual([]);
  });
});

describe("targetDuration", () => {
  it("rounds to the nearest second, and is at least one", () => {
    expect(targetDuration([{ name: "a", durationS: 4.4 }])).toBe(4);
    expect(targetDuration([{ name: "a", durationS: 4.5 }])).toBe(5);
    expect(targetDuration([{ name: "a", durationS: 0.2 }])).toBe(1);
  });
});

describe("renderMediaPlaylist", () => {
  it("writes a complete playlist", () => {
    const text = renderMediaPlaylist([
      { name: "segment-00000.m4s", durationS: 4 },
      { name: "segment-00001.m4s", durationS: 1.5 },
    ]);
    expect(text).toBe(
      [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-TARGETDURATION:4",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        '#EXT-X-MAP:URI="init.mp4"',
        "#EXTINF:4.000000,",
        "segment-00000.m4s",
        "#EXTINF:1.500000,",
        "segment-00001.m4s",
        "#EXT-X-ENDLIST",
        "",
      ].join("\n"),
    );
  });
});
