import { describe, expect, it } from "vitest";
import { checkGrowth } from "./check-growth.ts";
import { type MediaPlaylist, parsePlaylist } from "./parse-playlist.ts";

const head =
  '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:4\n#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-MAP:URI="i.mp4"\n';
const one = "#EXTINF:4,\n../0-1/v720/0.m4s\n";
const two = "#EXTINF:4,\n../0-1/v720/1.m4s\n";
const end = "#EXT-X-ENDLIST\n";

function media(text: string): MediaPlaylist {
  const playlist = parsePlaylist(text);
  if (playlist.kind !== "media") throw new TypeError("no media playlist");
  return playlist;
}

function growth(earlier: string, later: string): string[] {
  const found: string[] = [];
  checkGrowth(media(earlier), media(later), "v720/playlist.m3u8", (section, _, message) =>
    found.push(`${section} ${message}`),
  );
  return found;
}

describe("checkGrowth", () => {
  it.each([
    ["a segment more", head + one, head + one + two],
    ["an end", head + one, head + one + end],
    ["no change", head + one + end, head + one + end],
  ])("lets pass %s", (_, earlier, later) => {
    expect(growth(earlier, later)).toEqual([]);
  });

  it.each([
    [
      "another target duration",
      head + one,
      head.replace("TION:4", "TION:6") + one,
      /4\.4\.3\.1.*from 4 to 6/,
    ],
    ["a removed segment", head + one + two, head + one, /4\.4\.3\.5.*removed/],
    ["another address", head + one, head + two, /6\.2\.1.*0\.m4s changed/],
    ["another duration", head + one, head + one.replace("4,", "3,"), /6\.2\.1.*changed/],
    ["a sliding window", head + one, `${head}#EXT-X-MEDIA-SEQUENCE:1\n${one}`, /MEDIA-SEQUENCE changed/],
    ["a segment after the end", head + one + end, head + one + two + end, /after EXT-X-ENDLIST/],
    ["an end that goes away", head + one + end, head + one, /went away/],
  ])("finds %s", (_, earlier, later, expected) => {
    expect(growth(earlier, later).join("\n")).toMatch(expected);
  });
});
