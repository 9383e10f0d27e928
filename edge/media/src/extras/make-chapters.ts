import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProducedFile } from "@firstframe/contract";
import { chaptersJson, chaptersVtt } from "./chapter-files.ts";
import { describeFile } from "./describe-file.ts";
import type { Chapter } from "./extras-facts.ts";
import type { Workplace } from "./workplace.ts";

/** Writes `chapters.vtt` and `chapters.json`. */
export async function makeChapters(
  chapters: readonly Chapter[],
  { directory }: Workplace,
): Promise<ProducedFile[]> {
  await writeFile(join(directory, "chapters.vtt"), chaptersVtt(chapters));
  await writeFile(join(directory, "chapters.json"), chaptersJson(chapters));
  return [
    await describeFile(directory, { path: "chapters.vtt", kind: "chapters" }),
    await describeFile(directory, { path: "chapters.json", kind: "chapters" }),
  ];
}
