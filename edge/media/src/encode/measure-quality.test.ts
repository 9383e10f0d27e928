import { describe, expect, it } from "vitest";
import { readComparison } from "./measure-quality.ts";

describe("readComparison", () => {
  it("finds the value of each rendition in ffmpeg's log", () => {
    const log = [
      "[info] Stream mapping:",
      "[ssim@v720 @ 0x55d0] [info] SSIM Y:0.996 (24.1) U:0.998 (27.4) V:0.998 (27.3) All:0.996659 (24.76)",
      "[ssim@v120-2 @ 0x55d1] [info] SSIM Y:0.9 (10.1) U:0.9 (10.4) V:0.9 (10.3) All:0.900001 (10.0)",
      "[Parsed_ssim_3 @ 0x55d2] [info] SSIM All:0.1 (0.4)",
    ].join("\n");
    expect(readComparison(log)).toEqual({ v720: [0.996659], "v120-2": [0.900001] });
  });

  it("has nothing where there was no comparison", () => {
    expect(readComparison("[error] no such filter")).toEqual({});
  });
});
