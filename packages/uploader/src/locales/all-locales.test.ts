import { describe, expect, it } from "vitest";
import { loadLocale } from "./all-locales.ts";
import { english } from "./en.ts";

describe("loadLocale", () => {
  it("takes the first language that it speaks, with the region's way to write numbers", async () => {
    const strings = await loadLocale(["fr", "de-AT", "ja"]);
    expect(strings.chooseFolder).toBe("Ordner wählen");
    expect(strings.tag).toBe("de-AT");
  });

  it("falls back to English, also for tags that are none", async () => {
    expect(await loadLocale(["fr", "", "desert", "constructor"])).toBe(english);
  });

  it("keeps away from Intl what Intl would not take", async () => {
    expect((await loadLocale(["es_MX"])).tag).toBe("es");
    expect((await loadLocale(["de-x-informal"])).tag).toBe("de");
  });
});

describe.each(["en", "de", "es", "ja"])("%s", (tag) => {
  it("has words for one and for many, and says names and limits where they belong", async () => {
    const strings = await loadLocale([tag]);
    expect(strings.announceAdded(1)).not.toBe(strings.announceAdded(3));
    expect(strings.tooMany(4)).toContain("4");
    for (const say of [strings.tooLarge, strings.tooShort, strings.tooLong, strings.wrongKind]) {
      const sentence = say("clip.mp4", "LIMIT");
      expect(sentence).toContain("clip.mp4");
      expect(sentence).toContain("LIMIT");
    }
    for (const name of ["pause", "resume", "retry", "cancel", "discard", "remove", "progressOf"] as const) {
      expect(strings[name]("clip.mp4")).toContain("clip.mp4");
    }
  });

  it("leaves out what is not known of an upload", async () => {
    const { uploading } = await loadLocale([tag]);
    expect(uploading("40%", "", "")).not.toMatch(/· *$|· · /);
    expect(uploading("40%", "2 MB/s", "LEFT")).toMatch(/ · 40% · 2 MB\/s · LEFT$/);
  });
});
