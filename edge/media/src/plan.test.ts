import { describe, expect, it } from "vitest";
import { makeLadder } from "./ladder.ts";
import { checkLimits, encodingTimeLimitS } from "./limits.ts";
import { planAudios, planVideo } from "./plan.ts";
import { canCopyAudio } from "./prepare/decide-copy.ts";
import type { VideoFacts } from "./source-facts.ts";
import { sampleAudio, sampleSource, sampleVideo } from "./testing/sample-source.ts";

function videoOf(facts: Partial<VideoFacts> = {}) {
  const video = { ...sampleVideo, ...facts };
  return planVideo(video, makeLadder(video.width, video.height, 30));
}

describe("planVideo", () => {
  it("is plain data", () => {
    expect(JSON.parse(JSON.stringify(videoOf()))).toEqual(videoOf());
  });

  it("names renditions after their short sides, and tells equal sizes apart", () => {
    expect(videoOf().renditions.map(({ id }) => id)).toEqual(["v720", "v540", "v360", "v240"]);
    const small = videoOf({ width: 160, height: 120 });
    expect(small.renditions.map(({ id }) => id)).toEqual(["v120", "v120-2", "v120-3"]);
  });

  it("declares colours only where they are known", () => {
    const tags = (space: string | null, transfer: string | null) =>
      videoOf({ color: { space, transfer, primaries: null } });
    expect(tags(null, null)).toMatchObject({ colorTags: null, toneMap: null });
    expect(tags("bt709", "bt709")).toMatchObject({ colorTags: "bt709", toneMap: null });
    expect(tags("bt2020nc", "arib-std-b67")).toMatchObject({
      colorTags: "bt709",
      toneMap: { transfer: "arib-std-b67", primaries: "bt2020", matrix: "bt2020nc" },
    });
  });
});

describe("planAudios", () => {
  const opus = { ...sampleAudio, codec: "opus", profile: null };

  it("makes one rendition of every track, and keeps what browsers play as it is", () => {
    const audios = [
      sampleAudio,
      { ...opus, index: 2, language: "de" },
      { ...opus, index: 3, language: "de" },
    ];
    expect(planAudios({ ...sampleSource, audios }, canCopyAudio)).toMatchObject([
      { id: "a", streamIndex: 1, copy: true, name: "Main", language: null },
      { id: "a2", streamIndex: 2, copy: false, name: "de", language: "de" },
      { id: "a3", streamIndex: 3, copy: false, name: "de 2", language: "de" },
    ]);
    expect(planAudios({ ...sampleSource, audios: [] }, canCopyAudio)).toEqual([]);
  });

  it("keeps surround sound besides stereo", () => {
    const audios = [{ ...sampleAudio, channels: 6, title: 'Film "A"\n' }];
    expect(planAudios({ ...sampleSource, audios }, canCopyAudio)).toMatchObject([
      { id: "a", copy: false, channels: 2, name: "Film  A" },
      { id: "a-surround", copy: true, channels: 6, name: "Film  A 5.1" },
    ]);
  });

  it("fills up sound that ends before the picture, and no other", () => {
    const plan = (durationS: number | null) =>
      planAudios({ ...sampleSource, audios: [{ ...sampleAudio, durationS }] }, canCopyAudio)[0];
    expect(plan(4)).toMatchObject({ padToS: 10, copy: false });
    for (const durationS of [9.95, 60, null])
      expect(plan(durationS)).toMatchObject({ padToS: null, copy: true });
  });
});

describe("encodingTimeLimitS", () => {
  it("goes by the duration, or by the size where that is not known", () => {
    expect(encodingTimeLimitS(10, 1000)).toBe(260);
    expect(encodingTimeLimitS(null, 1_250_000)).toBe(2060);
  });
});

describe("checkLimits", () => {
  it("refuses what is too long or too large", () => {
    expect(() => checkLimits(sampleSource)).not.toThrow();
    expect(() => checkLimits({ ...sampleSource, durationS: 43_201 })).toThrow(
      expect.objectContaining({ code: "source_too_large" }),
    );
    expect(() => checkLimits({ ...sampleSource, video: { ...sampleVideo, codedWidth: 8194 } })).toThrow(
      expect.objectContaining({ code: "source_unsupported" }),
    );
  });
});
