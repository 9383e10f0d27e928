import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { pictureFilters } from "./picture-filter.ts";

const ffmpeg = process.env.FIRSTFRAME_FFMPEG ?? "ffmpeg";
const [width, height] = [32, 18];

/** Y, U and V in the middle of a white picture that comes to be after `before`. */
function whiteAfter(before: string): (number | undefined)[] {
  const filters = [
    before,
    ...pictureFilters({ deinterlace: false, toneMap: null }, width, height),
    "format=yuv420p",
  ];
  const made = execFileSync(ffmpeg, [
    ...["-v", "error", "-nostdin", "-f", "lavfi", "-i", "color=white:s=64x36"],
    ...["-vf", filters.join(","), "-frames:v", "1", "-f", "rawvideo", "-"],
  ]);
  expect(made).toHaveLength(1.5 * width * height);
  const [luma, chroma] = [width * height, (width * height) / 4];
  return [made[luma / 2], made[luma + chroma / 2], made[luma + 1.5 * chroma]];
}

describe("pictureFilters", () => {
  // The one of full range with its tag, as decoders give it.
  const planar = ["yuv420p", "yuv444p", "yuv422p10", "yuv410p", "yuvj420p,setparams=range=pc"];
  it.each([...planar, "yuva420p", "nv12", "p010", "rgb24", "gbrp", "monow"])(
    "give the same picture, of the same range, from %s",
    (format) => {
      const [y = 0, u = 0, v = 0] = whiteAfter(`format=${format}`);
      for (const distance of [y - 235, u - 128, v - 128]) expect(Math.abs(distance)).toBeLessThanOrEqual(1);
    },
  );

  it.each(["bt470bg", "smpte170m", "fcc", "ycgco", "bt2020nc", "gbr", "unknown"])(
    "take a picture that says that its matrix is %s",
    (matrix) => {
      const tags = `setparams=colorspace=${matrix}:color_trc=bt470bg:color_primaries=film`;
      expect(whiteAfter(`format=yuv420p,${tags}`)).toEqual([235, 128, 128]);
    },
  );
});
