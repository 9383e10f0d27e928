import { describe, expect, it } from "vitest";
import { parseTextTracks } from "./parse-text-tracks.ts";

function languageOf(language: string): string | null | undefined {
  return parseTextTracks({ streams: [{ codec_type: "subtitle", tags: { language } }] })[0]?.language;
}

describe("parseTextTracks", () => {
  it("gives the subtitle streams alone", () => {
    const tags = { language: "eng", title: "English" };
    const disposition = { hearing_impaired: 1, forced: 0 };
    const streams = [
      { index: 0, codec_type: "video", codec_name: "h264" },
      { index: 2, codec_type: "subtitle", codec_name: "subrip", tags, disposition },
      { index: 3, codec_type: "subtitle", codec_name: "dvb_subtitle", disposition: { forced: 1 } },
    ];
    expect(parseTextTracks({ streams })).toEqual([
      { index: 2, codec: "subrip", language: "en", title: "English", isCaptions: true, isForced: false },
      { index: 3, codec: "dvb_subtitle", language: null, title: null, isCaptions: false, isForced: true },
    ]);
  });

  it.each([
    ["ger", "de"],
    ["fra", "fr"],
    ["pt-BR", "pt-BR"],
    ["und", null],
    ["english (US)", null],
    ["", null],
  ])("makes %j a BCP 47 tag: %j", (stated, tag) => {
    expect(languageOf(stated)).toBe(tag);
  });
});
