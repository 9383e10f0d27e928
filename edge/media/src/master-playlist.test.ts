import type { Rendition } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { renderMasterPlaylist } from "./master-playlist.ts";

function video(height: number): Rendition {
  return {
    id: `v${height}`,
    kind: "video",
    width: height * 2,
    height,
    frame_rate: 29.97,
    codecs: "avc1.4d401e",
    peak_bitrate: height * 1000,
    average_bitrate: height * 800,
    duration_ms: 1000,
    size_bytes: 1,
  };
}

const audio: Rendition = {
  ...video(100),
  id: "a",
  kind: "audio",
  width: null,
  height: null,
  frame_rate: null,
  codecs: "mp4a.40.2",
};

describe("renderMasterPlaylist", () => {
  it("starts with the second lowest, then goes from best to worst", () => {
    const lines = renderMasterPlaylist([video(720), video(360), video(240)]).split("\n");
    expect(lines.filter((line) => line.endsWith(".m3u8"))).toEqual([
      "v360/playlist.m3u8",
      "v720/playlist.m3u8",
      "v240/playlist.m3u8",
    ]);
  });

  it("counts the sound in, and puts it into a group", () => {
    expect(renderMasterPlaylist([video(360), audio])).toBe(
      [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Main",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a/playlist.m3u8"',
        '#EXT-X-STREAM-INF:BANDWIDTH=460000,AVERAGE-BANDWIDTH=368000,CODECS="avc1.4d401e,mp4a.40.2",RESOLUTION=720x360,FRAME-RATE=29.970,CLOSED-CAPTIONS=NONE,AUDIO="audio"',
        "v360/playlist.m3u8",
        "",
      ].join("\n"),
    );
  });

  it("makes sound alone a variant", () => {
    expect(renderMasterPlaylist([audio]).split("\n").slice(3)).toEqual([
      '#EXT-X-STREAM-INF:BANDWIDTH=100000,AVERAGE-BANDWIDTH=80000,CODECS="mp4a.40.2"',
      "a/playlist.m3u8",
      "",
    ]);
  });
});
