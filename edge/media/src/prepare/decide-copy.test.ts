import { describe, expect, it } from "vitest";
import type { AudioFacts, VideoFacts } from "../source-facts.ts";
import { sampleAudio, sampleSource, sampleVideo } from "../testing/sample-source.ts";
import { canCopyAudio, decideCopy } from "./decide-copy.ts";
import type { PacketFacts } from "./packet-facts.ts";

const packets: PacketFacts = {
  longestGroupS: 2,
  seenS: 10,
  startsWithKeyframe: true,
  openGroups: false,
  oddTimes: false,
};

function decide(video: Partial<VideoFacts>, seen: Partial<PacketFacts> = {}) {
  return decideCopy({ ...sampleSource, video: { ...sampleVideo, ...video } }, { ...packets, ...seen });
}

describe("decideCopy", () => {
  it("keeps what every player takes", () => {
    expect(decide({})).toEqual({ copy: true, reasons: [] });
    expect(decide({ profile: "Constrained Baseline", pixelFormat: "yuvj420p", startS: 0.01 }).copy).toBe(
      true,
    );
    // A clip of one group that is shorter than the longest that is taken.
    expect(decide({}, { longestGroupS: 5 }).copy).toBe(true);
  });

  const refused: [Partial<VideoFacts>, Partial<PacketFacts>, RegExp][] = [
    [{ codec: "hevc" }, {}, /hevc/],
    [{ profile: "High 10" }, {}, /High 10/],
    [{ level: 60 }, {}, /level 6 /],
    [{ pixelFormat: "yuv422p" }, {}, /yuv422p/],
    [{ color: { space: null, primaries: null, transfer: "smpte2084" } }, {}, /dynamic range/],
    [{ color: { space: null, primaries: null, transfer: "arib-std-b67" } }, {}, /dynamic range/],
    [{ interlaced: true }, {}, /interlaced/],
    [{ rotation: 90 }, {}, /turned by 90/],
    [{ pixelShape: { numerator: 4, denominator: 3 } }, {}, /not square/],
    [{ codedWidth: 1279 }, {}, /odd/],
    [{ frameRate: { numerator: 120, denominator: 1 } }, {}, /60 pictures/],
    [{ bitrate: 20_000_000 }, {}, /20 Mbit/],
    [{ startS: 0.5 }, {}, /0.500 s after/],
    [{}, { startsWithKeyframe: false }, /start with a keyframe/],
    [{}, { longestGroupS: 7 }, /6 s apart/],
    [{}, { openGroups: true }, /open groups/],
    [{}, { oddTimes: true }, /Times are missing/],
  ];
  it.each(refused)("says why not: %j %j", (video, seen, reason) => {
    const { copy, reasons } = decide(video, seen);
    expect(copy).toBe(false);
    expect(reasons).toEqual([expect.stringMatching(reason)]);
  });

  it("says all reasons, and that there is no picture", () => {
    expect(decide({ rotation: 180 }, { openGroups: true }).reasons).toHaveLength(2);
    expect(decideCopy({ ...sampleSource, video: null }, null).copy).toBe(false);
  });
});

describe("canCopyAudio", () => {
  it("keeps AAC in stereo or mono at usual rates", () => {
    const can = (audio: Partial<AudioFacts>) => canCopyAudio({ ...sampleAudio, ...audio });
    expect(can({})).toBe(true);
    expect(can({ channels: 1, sampleRate: 48_000 })).toBe(true);
    for (const other of [
      { codec: "opus" },
      { profile: "HE-AAC" },
      { channels: 6 },
      { channels: 0 },
      { sampleRate: 96_000 },
    ])
      expect(can(other)).toBe(false);
  });
});
