import { renderVtt } from "@firstframe/captions";
import type { StoryboardPlan } from "./plan-storyboard.ts";

/**
 * The WebVTT file that says which part of the picture `image`, named relative to it, stands for which time.
 *
 * @see https://www.w3.org/TR/media-frags/#naming-space
 */
export function storyboardVtt(plan: StoryboardPlan, image: string): string {
  const { tiles, columns, tileWidth, tileHeight, intervalMs, durationMs } = plan;
  const cues = Array.from({ length: tiles }, (_, tile) => {
    const x = (tile % columns) * tileWidth;
    const y = Math.floor(tile / columns) * tileHeight;
    return {
      startMs: tile * intervalMs,
      endMs: tile === tiles - 1 ? Math.max(durationMs, tiles * intervalMs) : (tile + 1) * intervalMs,
      settings: "",
      text: `${image}#xywh=${x},${y},${tileWidth},${tileHeight}`,
    };
  });
  return renderVtt(cues);
}
