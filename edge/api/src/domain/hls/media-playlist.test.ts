import { describe, expect, it } from "vitest";
import { renderMediaPlaylist, targetDuration } from "./media-playlist.ts";
import type { Segment } from "./segment.ts";

function segments(...durations: number[]): Segment[] {
  return durations.map((durationS, index) => {
    return { uri: `../0-1/v/0000${index}.m4s`, durationS, sizeBytes: 1, keyframe: null };
  });
}

describe("targetDuration", () => {
  it("rounds to the nearest second, and is at least one", () => {
    expect(targetDuration(segments(4.4), "vod")).toBe(4);
    expect(targetDuration(segments(4.5), "vod")).toBe(5);
    expect(targetDuration(segments(0.2), "vod")).toBe(1);
  });

  it("leaves room while segments are still coming, and keeps it at the end", () => {
    expect(targetDuration(segments(2), "growing")).toBe(6);
    expect(targetDuration(segments(2, 4), "grown")).toBe(6);
    expect(targetDuration(segments(2, 7.6), "growing")).toBe(8);
  });
});

describe("renderMediaPlaylist", () => {
  const media = { initUri: "../0-1/v/init.mp4", segments: segments(4, 1.5) };

  it("writes a complete playlist", () => {
    expect(renderMediaPlaylist(media, "vod")).toBe(
      [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-TARGETDURATION:4",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        '#EXT-X-MAP:URI="../0-1/v/init.mp4"',
        "#EXTINF:4.000000,",
        "../0-1/v/00000.m4s",
        "#EXTINF:1.500000,",
        "../0-1/v/00001.m4s",
        "#EXT-X-ENDLIST",
        "",
      ].join("\n"),
    );
  });

  it("has what grows begin at its start, and end only when it is complete", () => {
    const growing = renderMediaPlaylist(media, "growing");
    expect(growing).toContain("#EXT-X-PLAYLIST-TYPE:EVENT\n");
    expect(growing).toContain("#EXT-X-START:TIME-OFFSET=0\n");
    expect(growing).not.toContain("ENDLIST");
    // A player that has the one gets the other by nothing but an addition at its end.
    expect(renderMediaPlaylist(media, "grown")).toBe(`${growing}#EXT-X-ENDLIST\n`);
  });
});
