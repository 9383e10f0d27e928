import type { UploaderStrings } from "../strings.ts";
import { english } from "./en.ts";

/** The languages that the element speaks; all but English are loaded when they are needed. */
const locales: Readonly<Record<string, () => Promise<UploaderStrings>>> = {
  en: async () => english,
  de: async () => (await import("./de.ts")).german,
  es: async () => (await import("./es.ts")).spanish,
  ja: async () => (await import("./ja.ts")).japanese,
};

/** Language, script and region, as of BCP 47: more than this says nothing of how numbers are written. */
const plainTag = /^([a-z]{2})(-[a-z]{4})?(-[a-z]{2}|-\d{3})?$/i;

/**
 * The strings of the first language that the element speaks, with numbers as that region writes them; English where it
 * speaks none.
 *
 * @param tags BCP 47, the most wanted first
 */
export async function loadLocale(tags: readonly string[]): Promise<UploaderStrings> {
  for (const tag of tags) {
    const language = tag.slice(0, 2).toLowerCase();
    const load = /^[a-z]{2}(?![a-z])/i.test(tag) ? locales[language] : undefined;
    if (load) return { ...(await load()), tag: plainTag.test(tag) ? tag : language };
  }
  return english;
}
