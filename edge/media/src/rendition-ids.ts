import type { EncodingPlan } from "./plan.ts";

/** Ids, which are directories as well, of all renditions that a plan makes: video best first, then audio. */
export function renditionIds({ video, audio }: EncodingPlan): string[] {
  return [...(video?.renditions ?? []).map(({ id }) => id), ...(audio ? [audio.id] : [])];
}
