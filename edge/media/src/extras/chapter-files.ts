import { escapeCueText, renderVtt } from "@firstframe/captions";
import type { Chapter } from "./extras-facts.ts";

/** Chapters as a WebVTT file for a `<track kind="chapters">`. */
export function chaptersVtt(chapters: readonly Chapter[]): string {
  return renderVtt(
    chapters.map(({ startS, endS, title }) => ({
      startMs: Math.round(startS * 1000),
      endMs: Math.round(endS * 1000),
      settings: "",
      text: escapeCueText(title),
    })),
  );
}

/** Chapters as JSON: `{ "chapters": [{ "start_s", "end_s", "title" }] }`, in seconds. */
export function chaptersJson(chapters: readonly Chapter[]): string {
  const listed = chapters.map(({ startS, endS, title }) => ({ start_s: startS, end_s: endS, title }));
  return JSON.stringify({ chapters: listed });
}
