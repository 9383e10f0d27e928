import { describe, expect, it } from "vitest";
import { renderIFramePlaylist } from "./i-frame-playlist.ts";

const segment = (index: number, durationS: number, length: number) => {
  return { uri: `../0-1/v/0000${index}.m4s`, durationS, sizeBytes: 9999, keyframe: { offset: 52, length } };
};

describe("renderIFramePlaylist", () => {
  it("lists the keyframe of each segment by its bytes, until the next one", () => {
    const initUri = "../0-1/v/init.mp4";
    expect(
      renderIFramePlaylist({ initUri, segments: [segment(0, 4, 1000), segment(1, 3.96, 2000)] }),
    ).toEqual({
      text: [
        ...["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:4", "#EXT-X-MEDIA-SEQUENCE:0"],
        ...["#EXT-X-PLAYLIST-TYPE:VOD", "#EXT-X-I-FRAMES-ONLY", '#EXT-X-MAP:URI="../0-1/v/init.mp4"'],
        ...["#EXTINF:4.000000,", "#EXT-X-BYTERANGE:1000@52", "../0-1/v/00000.m4s"],
        ...["#EXTINF:3.960000,", "#EXT-X-BYTERANGE:2000@52", "../0-1/v/00001.m4s", "#EXT-X-ENDLIST", ""],
      ].join("\n"),
      peakBitrate: Math.ceil((2000 * 8) / 3.96),
    });
  });

  it("is none where one is not known", () => {
    const segments = [segment(0, 4, 1000), { ...segment(1, 4, 1), keyframe: null }];
    expect(renderIFramePlaylist({ initUri: "i", segments })).toBeNull();
  });
});
