import type { ToneMapPlan } from "./plan.ts";

interface Picture {
  readonly deinterlace: boolean;
  readonly toneMap: ToneMapPlan | null;
}

/** What zscale takes as it is. RGB, which it would refuse without its matrix, is turned into one of them before. */
const scaledFormats = [
  ...["yuv420p", "yuv422p", "yuv444p", "yuvj420p", "yuvj422p", "yuvj444p"],
  ...["yuv420p10", "yuv422p10", "yuv444p10", "yuv420p12", "yuv422p12", "yuv444p12"],
];

/**
 * Filters that turn the source's picture into one with square pixels in standard dynamic range. ffmpeg itself has turned
 * it upright by then.
 *
 * Scaling comes before tone mapping, which is dear and works on floating point numbers.
 */
export function pictureFilters(picture: Picture, width: number, height: number): string[] {
  const filters = picture.deinterlace ? ["bwdif=mode=send_frame:deint=interlaced"] : [];
  filters.push(`format=${scaledFormats.join("|")}`, scaleFilter(width, height));
  if (picture.toneMap) filters.push(...toneMapFilters(picture.toneMap));
  return filters;
}

/** Of pictures that are not RGB. zscale takes less than half as long as `scale` for the same. */
export function scaleFilter(width: number, height: number): string {
  return `zscale=w=${width}:h=${height}:filter=bicubic:range=tv,setsar=1`;
}

function toneMapFilters({ transfer, primaries, matrix }: ToneMapPlan): string[] {
  return [
    `zscale=transferin=${transfer}:primariesin=${primaries}:matrixin=${matrix}:transfer=linear:npl=100`,
    "format=gbrpf32le",
    "zscale=primaries=bt709",
    "tonemap=tonemap=hable:desat=0",
    "zscale=transfer=bt709:matrix=bt709:range=tv",
  ];
}
