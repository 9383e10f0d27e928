import type { ToneMapPlan } from "./plan.ts";

interface Picture {
  readonly deinterlace: boolean;
  readonly toneMap: ToneMapPlan | null;
}

/**
 * Filters that turn the source's picture into one with square pixels in standard dynamic range. ffmpeg itself has turned
 * it upright by then.
 *
 * Scaling comes before tone mapping, which is dear and works on floating point numbers.
 */
export function pictureFilters(picture: Picture, width: number, height: number): string[] {
  const filters = picture.deinterlace ? ["bwdif=mode=send_frame:deint=interlaced"] : [];
  filters.push(scaleFilter(width, height));
  if (picture.toneMap) filters.push(...toneMapFilters(picture.toneMap));
  return filters;
}

export function scaleFilter(width: number, height: number): string {
  return `scale=${width}:${height}:flags=bicubic:out_range=tv,setsar=1`;
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
