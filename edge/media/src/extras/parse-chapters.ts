import { listOf, numberOf, objectOf, textOf } from "../json-field.ts";
import type { Chapter } from "./extras-facts.ts";

const maximumChapters = 1000;
const longestTitle = 200;
const shortestS = 0.001;

/**
 * The chapters in what `ffprobe -show_chapters -print_format json` wrote, in order of time. Chapters without any length
 * are left out, and those without a title are called by their number.
 */
export function parseChapters(json: unknown): Chapter[] {
  const chapters = listOf(objectOf(json).chapters).flatMap((chapter) => {
    const startS = Math.max(0, numberOf(chapter.start_time) ?? 0);
    const endS = numberOf(chapter.end_time) ?? 0;
    const title = textOf(objectOf(chapter.tags).title)?.replace(/\s+/g, " ").trim() ?? "";
    return endS - startS >= shortestS ? [{ startS, endS, title }] : [];
  });
  return chapters
    .sort((one, other) => one.startS - other.startS)
    .slice(0, maximumChapters)
    .map(({ startS, endS, title }, index) => ({
      startS,
      endS,
      title: title.slice(0, longestTitle) || `Chapter ${index + 1}`,
    }));
}
