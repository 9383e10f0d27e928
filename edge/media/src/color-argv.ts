import type { ColorTags } from "./plan.ts";

/** Declares the colours of an output. */
export function colorArgv(tags: ColorTags): string[] {
  return tags === null ? [] : ["-colorspace", tags, "-color_primaries", tags, "-color_trc", tags];
}
