import { describe, expect, it } from "vitest";
import { parseTextTracks } from "./parse-text-tracks.ts";

function languageOf(language: string): string | null | undefined {
  return parseTextTracks({ streams: [{ codec_type: "subtitle", tags: { language } }] })[0]?.language;
}

describe("parseTextTracks", () => {
  it("gives the subtitle streams alone", () => {
    const streams = [
      { index: 0, codec_type: "video", codec_name: "h264" },
      { index: 2, codec_type: "subtitle", codec_name: "subrip", tags: { language: "eng", title: "English" } },
      { index: 3, codec_type: "subtitle", codec_name: "dvb_subtitle" },
    ];
    expect(parseTextTracks({ streams })).toEqual([
      { index: 2, codec: "subrip", language: "en", title: "English" },
      { index: 3, codec: "dvb_subtitle", language: null, title: null },
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
