import { describe, expect, it } from "vitest";
import { createQualityReader } from "./quality-reader.ts";

/** As x264 logs at its end, of `pictures` of a mean size in bytes. */
const closing = (address: string, pictures: number, size: number, ssim: string) => [
  `[libx264 @ ${address}] [info] frame I:1     Avg QP:17.60  size:  ${size}`,
  `[libx264 @ ${address}] [info] frame P:${pictures - 1}     Avg QP:21.02  size:   ${size}`,
  `[libx264 @ ${address}] [info] mb I  I16..4: 39.3% 36.3% 24.3%`,
  `[libx264 @ ${address}] [info] SSIM Mean Y:${ssim} (24.943db)`,
  `[libx264 @ ${address}] [info] kb/s:752.13`,
];

function read(log: readonly string[], made: Parameters<ReturnType<typeof createQualityReader>["read"]>[0]) {
  const reader = createQualityReader();
  for (const line of log) reader.add(line);
  return reader.read(made);
}

const large = { id: "v720", segments: [[4, 50_900] as [number, number], [4, 50_900] as [number, number]] };
const small = { id: "v360", segments: [[4, 11_000] as [number, number], [4, 11_000] as [number, number]] };
const started = "[libx264 @ 0x55d0] [info] profile High, level 3.1, 4:2:0, 8-bit";

describe("createQualityReader", () => {
  it("finds the value of each rendition, in the order in which encoders are closed", () => {
    const log = [
      started,
      ...closing("0x55d0", 100, 1000, "0.9967956"),
      ...closing("0x11aa", 100, 200, "0.90"),
    ];
    expect(read(log, [large, small])).toEqual({ v720: [0.9967956], v360: [0.9] });
  });

  it("gives no rendition what cannot be its own", () => {
    const log = [...closing("0x11aa", 100, 200, "0.90"), ...closing("0x55d0", 100, 1000, "0.9967956")];
    expect(read(log, [large, small])).toEqual({});
    expect(read(closing("0x55d0", 100, 1000, "0.99"), [large, small])).toEqual({});
  });

  it("has nothing where nothing was compared", () => {
    expect(read(["[error] no such filter", started], [large])).toEqual({});
    expect(read([], [])).toEqual({});
  });
});
