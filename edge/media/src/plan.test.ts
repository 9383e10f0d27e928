import { describe, expect, it } from "vitest";
import { checkLimits } from "./limits.ts";
import { planEncoding } from "./plan.ts";
import { sampleAudio, sampleSource, sampleVideo } from "./testing/sample-source.ts";

describe("planEncoding", () => {
  it("is plain data", () => {
    const plan = planEncoding(sampleSource, 1000);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it("names renditions after their short sides, and tells equal sizes apart", () => {
    expect(planEncoding(sampleSource, 1000).video?.renditions.map(({ id }) => id)).toEqual([
      "v720",
      "v540",
      "v360",
      "v240",
    ]);
    const small = planEncoding({ ...sampleSource, video: { ...sampleVideo, width: 160, height: 120 } }, 1000);
    expect(small.video?.renditions.map(({ id }) => id)).toEqual(["v120", "v120-2", "v120-3"]);
  });

  it("plans what there is", () => {
    expect(planEncoding({ ...sampleSource, audio: null }, 1000)).toMatchObject({
      audio: null,
      video: { streamIndex: 0 },
    });
    expect(planEncoding({ ...sampleSource, video: null }, 1000)).toMatchObject({ video: null, poster: null });
  });

  it("fills up sound that ends before the picture, and no other", () => {
    const padTo = (durationS: number | null) =>
      planEncoding({ ...sampleSource, audio: { ...sampleAudio, durationS } }, 1000).audio?.padToS;
    expect(padTo(4)).toBe(10);
    expect(padTo(9.95)).toBeNull();
    expect(padTo(60)).toBeNull();
    expect(padTo(null)).toBeNull();
  });

  it("declares colours only where they are known", () => {
    const tags = (space: string | null, transfer: string | null) =>
      planEncoding(
        { ...sampleSource, video: { ...sampleVideo, color: { space, transfer, primaries: null } } },
        1000,
      ).video;
    expect(tags(null, null)).toMatchObject({ colorTags: null, toneMap: null });
    expect(tags("bt709", "bt709")).toMatchObject({ colorTags: "bt709", toneMap: null });
    expect(tags("bt2020nc", "arib-std-b67")).toMatchObject({
      colorTags: "bt709",
      toneMap: { transfer: "arib-std-b67", primaries: "bt2020", matrix: "bt2020nc" },
    });
  });

  it("looks for the poster a tenth of the way in, and makes it of modest size", () => {
    expect(planEncoding(sampleSource, 1000).poster).toMatchObject({ fromS: 1, width: 1280, height: 720 });
    const tall = { ...sampleVideo, width: 2160, height: 3840, durationS: 7200 };
    expect(planEncoding({ ...sampleSource, video: tall }, 1000).poster).toMatchObject({
      fromS: 60,
      width: 720,
      height: 1280,
    });
  });

  it("limits the time by the duration, or by the size where that is not known", () => {
    expect(planEncoding(sampleSource, 1000).timeLimitS).toBe(260);
    expect(planEncoding({ ...sampleSource, durationS: null }, 1_250_000).timeLimitS).toBe(2060);
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
