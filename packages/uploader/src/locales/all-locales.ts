import type { UploaderStrings } from "../strings.ts";
import { english } from "./en.ts";

/** The languages that the element speaks; all but English are loaded when they are needed. */
const locales: Readonly<Record<string, () => Promise<UploaderStrings>>> = {
  en: async () => english,
  de: async () => (await import("./de.ts")).german,
  es: async () => (await import("./es.ts")).spanish,
  ja: async () => (await import("./ja.ts")).japanese,
};

/**
 * The strings of the first language that the element speaks; English where it speaks none.
 *
 * @param tags BCP 47, the most wanted first
 */
export async function loadLocale(tags: readonly string[]): Promise<UploaderStrings> {
  for (const tag of tags) {
    const load = locales[tag.toLowerCase().split("-")[0] ?? ""];
    if (load) return load();
  }
  return english;
}
