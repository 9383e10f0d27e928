import { describe, expect, it } from "vitest";
import type { CheckOptions } from "./check-media-playlist.ts";
import { checkPresentation } from "./check-presentation.ts";
import { makePresentation, makeSegment, videoInit } from "./presentation-fixture.ts";

type Files = Map<string, string | Uint8Array>;

function contentOf(files: Files, path: string): Uint8Array {
  const content = files.get(path);
  if (content === undefined) throw new Error("not found");
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

async function check(files: Files, options: CheckOptions = {}): Promise<string[]> {
  const read = async (path: string) => contentOf(files, path);
  const violations = await checkPresentation(read, "master.m3u8", options);
  return violations.map(({ section, path, message }) => `${section} | ${path} | ${message}`);
}

/** The presentation with one text replaced in a playlist. */
function edited(path: string, from: string | RegExp, to: string): Files {
  const files = makePresentation();
  const before = String(files.get(path));
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  return files.set(path, after);
}

function replaced(path: string, content: Uint8Array): Files {
  return makePresentation().set(path, content);
}

function without(path: string): Files {
  const files = makePresentation();
  files.delete(path);
  return files;
}

/** The sound begins so many milliseconds late. */
function withStart(ms: number): Files {
  return replaced("a/0.m4s", makeSegment(ms, 500, { duration: 4000 - ms }));
}

/** The presentation while it is made: its playlists have no end yet, and one of them has come less far. */
function growing(type: string): Files {
  const files = makePresentation();
  for (const id of ["low", "high", "a"]) {
    const path = `${id}/playlist.m3u8`;
    const text = String(files.get(path)).replace("TYPE:VOD", `TYPE:${type}`).replace("#EXT-X-ENDLIST\n", "");
    files.set(path, id === "high" ? text.replace("#EXTINF:1.5,\n2.m4s\n", "") : text);
  }
  return files;
}

describe("checkPresentation", () => {
  it("has nothing to say about a good presentation", async () => {
    expect(await check(makePresentation())).toEqual([]);
  });

  it("judges a growing presentation by its common beginning", async () => {
    expect(await check(growing("EVENT"), { growing: true })).toEqual([]);
    expect((await check(growing("VOD"), { growing: true })).join("\n")).toMatch(/4\.4\.3\.5.*type EVENT/);
    expect((await check(growing("EVENT"))).join("\n")).toMatch(/4\.4\.3\.4.*ENDLIST/);
  });

  it("finds segments that start apart in a growing presentation", async () => {
    const files = growing("EVENT").set("high/1.m4s", makeSegment(4060, 4000));
    expect((await check(files, { growing: true })).join("\n")).toMatch(/6\.2\.4.*segment 1 starts 60\.0 ms/);
  });

  it("compares what has grown with what the multivariant playlist said last", async () => {
    const enough = growing("EVENT");
    const before = String(enough.get("master.m3u8")).replace(
      "BANDWIDTH=30000,CODECS",
      "BANDWIDTH=8000,CODECS",
    );
    const read = (latest: Files) => {
      const answers = [new Map(enough).set("master.m3u8", before)];
      return async (path: string) =>
        contentOf((path === "master.m3u8" ? answers.shift() : undefined) ?? latest, path);
    };
    const options = { growing: true };
    expect(await checkPresentation(read(enough), "master.m3u8", options)).toEqual([]);
    const tooLittle = new Map(enough).set("master.m3u8", before);
    const found = await checkPresentation(read(tooLittle), "master.m3u8", options);
    expect(found.map(({ message }) => message).join("\n")).toMatch(/high.*declares 8000 .*peaks/);
  });

  it("follows addresses that go up", async () => {
    const files = edited("high/playlist.m3u8", "1.m4s", "../0-1/high/1.m4s");
    files.set("0-1/high/1.m4s", files.get("high/1.m4s") ?? "");
    files.delete("high/1.m4s");
    expect(await check(files)).toEqual([]);
  });

  it("tells what a decoder says about a segment on its own", async () => {
    const broken = makePresentation().get("low/1.m4s");
    const decode = async (_: Uint8Array, segment: Uint8Array) =>
      JSON.stringify(segment) === JSON.stringify(broken) ? "no frame" : null;
    const found = await check(makePresentation(), { decode });
    expect(found).toEqual(["RFC 8216bis 4.4.2.1 | low/1.m4s | it does not decode on its own: no frame"]);
  });

  it("takes sound alone as a variant", async () => {
    const files = makePresentation();
    files.set(
      "master.m3u8",
      '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9000,CODECS="mp4a.40.2"\na/playlist.m3u8\n',
    );
    expect(await check(files)).toEqual([]);
  });

  it.each<[string, Files, RegExp]>([
    ["a missing #EXTM3U", edited("master.m3u8", "#EXTM3U\n", ""), /4\.1 .*master.*#EXTM3U/],
    ["a missing #EXTM3U in a rendition", edited("low/playlist.m3u8", "#EXTM3U\n", ""), /4\.1 .*low.*#EXTM3U/],
    ["no master at all", without("master.m3u8"), /master\.m3u8.*not found/],
    [
      "a media playlist as master",
      edited("master.m3u8", /#EXT-X-[\s\S]*/, "#EXT-X-ENDLIST\n"),
      /no EXT-X-STREAM-INF/,
    ],
    ["mixed tags", edited("low/playlist.m3u8", "#EXTINF", "#EXT-X-MEDIA:TYPE=AUDIO\n#EXTINF"), /mixed/],
    [
      "no target duration",
      edited("low/playlist.m3u8", /#EXT-X-TARGETDURATION.*\n/, ""),
      /4\.4\.3\.1.*is missing/,
    ],
    [
      "too small a target duration",
      edited("low/playlist.m3u8", "TARGETDURATION:4", "TARGETDURATION:3"),
      /4\.4\.3\.1.*0\.m4s/,
    ],
    [
      "a fractional target duration",
      edited("low/playlist.m3u8", "TARGETDURATION:4", "TARGETDURATION:4.0"),
      /decimal integer/,
    ],
    [
      "too old a version for EXT-X-MAP",
      edited("low/playlist.m3u8", "VERSION:7", "VERSION:3"),
      /needs version 6/,
    ],
    [
      "too old a version for fractions",
      edited("low/playlist.m3u8", "VERSION:7", "VERSION:2"),
      /need version 3/,
    ],
    ["no EXT-X-MAP", edited("low/playlist.m3u8", /#EXT-X-MAP.*\n/, ""), /3\.1\.2.*need an EXT-X-MAP/],
    ["no end", edited("low/playlist.m3u8", "#EXT-X-ENDLIST\n", ""), /4\.4\.3\.4.*ENDLIST/],
    ["no segments", edited("low/playlist.m3u8", /#EXTINF[\s\S]*m4s\n/, ""), /no segment/],
    [
      "an EXTINF without its URI",
      edited("low/playlist.m3u8", "2.m4s\n#EXT-X-ENDLIST\n", ""),
      /lacks its URI/,
    ],
    ["a malformed EXTINF", edited("low/playlist.m3u8", "#EXTINF:1.5,", "#EXTINF:1.5"), /EXTINF is malformed/],
    [
      "a repeated tag",
      edited("low/playlist.m3u8", "#EXT-X-ENDLIST", "#EXT-X-ENDLIST\n#EXT-X-ENDLIST"),
      /appears twice/,
    ],
    ["a missing segment", without("low/1.m4s"), /low\/1\.m4s.*cannot be read/],
    ["an empty segment", replaced("low/1.m4s", new Uint8Array()), /low\/1\.m4s.*is empty/],
    ["a segment that is none", replaced("low/1.m4s", new Uint8Array(64).fill(9)), /3\.1\.2.*low\/1\.m4s/],
    [
      "a segment without a keyframe",
      replaced("high/1.m4s", makeSegment(4000, 4000, { isKey: false })),
      /4\.4\.2\.1.*high\/1\.m4s.*without a keyframe/,
    ],
    [
      "a keyframe that is none",
      replaced("high/1.m4s", makeSegment(4000, 4000, { nalType: 1 })),
      /4\.4\.2\.1.*high\/1\.m4s.*marked/,
    ],
    [
      "a segment at the wrong time",
      replaced("a/1.m4s", makeSegment(9000, 500)),
      /4\.4\.4\.3.*1\.m4s starts at 9\.000.* ends at 4\.000/,
    ],
    ["a missing initialization segment", without("high/init.mp4"), /high\/init\.mp4.*cannot be read/],
    [
      "too little BANDWIDTH",
      edited("master.m3u8", "BANDWIDTH=30000,CODECS", "BANDWIDTH=8000,CODECS"),
      /high.*declares 8000 .*peaks/,
    ],
    [
      "BANDWIDTH that leaves out the sound",
      edited("master.m3u8", "BANDWIDTH=30000,CODECS", "BANDWIDTH=8400,CODECS"),
      /peaks at/,
    ],
    ["no BANDWIDTH", edited("master.m3u8", "BANDWIDTH=30000,CODECS", "CODECS"), /no BANDWIDTH/],
    [
      "too small an average",
      edited("master.m3u8", "AVERAGE-BANDWIDTH=9000", "AVERAGE-BANDWIDTH=2000"),
      /average of 2000/,
    ],
    ["no CODECS", edited("master.m3u8", /,CODECS="[^"]*"/, ""), /no CODECS/],
    [
      "wrong CODECS",
      edited("master.m3u8", "avc1.4d401e", "avc1.64001f"),
      /holds avc1\.4d401e, but declares avc1\.64001f/,
    ],
    ["CODECS without the sound", edited("master.m3u8", ",mp4a.40.2", ""), /holds mp4a\.40\.2/],
    [
      "CODECS that are not there",
      edited("master.m3u8", "mp4a.40.2", "mp4a.40.2,ec-3"),
      /declares ec-3, but holds none/,
    ],
    [
      "a wrong RESOLUTION",
      replaced("low/init.mp4", videoInit(320, 180)),
      /declares 640x360, but has 320x180/,
    ],
    ["no RESOLUTION", edited("master.m3u8", ",RESOLUTION=640x360", ""), /no RESOLUTION/],
    [
      "a group that is not there",
      edited("master.m3u8", 'GROUP-ID="audio"', 'GROUP-ID="sound"'),
      /group "audio", which is not there/,
    ],
    ["a rendition without a name", edited("master.m3u8", 'NAME="Main",', ""), /4\.4\.6\.1 .*lacks NAME/],
    [
      "a default that is not selected",
      edited("master.m3u8", "AUTOSELECT=YES", "AUTOSELECT=NO"),
      /must be selected/,
    ],
    ["a missing rendition", without("a/playlist.m3u8"), /a\/playlist\.m3u8.*cannot be read/],
    [
      "an attribute given twice",
      edited("master.m3u8", "DEFAULT=YES", "DEFAULT=YES,DEFAULT=YES"),
      /DEFAULT appears twice/,
    ],
    [
      "a broken attribute list",
      edited("master.m3u8", 'NAME="Main"', 'NAME="Main'),
      /malformed attribute list/,
    ],
    [
      "a variant without its URI",
      edited("master.m3u8", "low/playlist.m3u8\n", ""),
      /followed by a URI at once/,
    ],
    [
      "other boundaries",
      replaced("high/2.m4s", makeSegment(8060, 4000, { duration: 1500 })),
      /6\.2\.4.*high.*segment 2 starts 60\.0 ms after that of low/,
    ],
    [
      "samples that last longer than said",
      edited("high/playlist.m3u8", "#EXTINF:1.5,", "#EXTINF:1.498,"),
      /4\.4\.4\.1.*2\.m4s last 1\.5000 s, by its playlist 1\.4980 s/,
    ],
    ["a beginning after zero", withStart(200), /Firstframe.*a\/playlist.*starts at 0\.200 s/],
    [
      "an address outside",
      edited("low/playlist.m3u8", "1.m4s", "../../1.m4s"),
      /Firstframe.*leaves the presentation/,
    ],
    [
      "a variant without sound among others",
      edited("master.m3u8", ',RESOLUTION=640x360,AUDIO="audio"', ",RESOLUTION=640x360"),
      /4\.4\.6\.2.*low\/playlist\.m3u8 has no group of sound/,
    ],
    [
      "a picture in a group of sound",
      replaced("a/init.mp4", videoInit(64, 36)),
      /4\.4\.6\.1.*holds a picture/,
    ],
    [
      "groups of different sound",
      edited(
        "master.m3u8",
        "#EXT-X-STREAM-INF",
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="other",NAME="Second",URI="a/playlist.m3u8"\n#EXT-X-STREAM-INF',
      ),
      /4\.4\.6\.1\.1.*different members/,
    ],
    [
      "fewer segments",
      edited("high/playlist.m3u8", "#EXTINF:1.5,\n2.m4s\n", ""),
      /6\.2\.4.*there are 2 segments/,
    ],
    [
      "a lone discontinuity",
      edited("a/playlist.m3u8", "#EXTINF:1.5", "#EXT-X-DISCONTINUITY\n#EXTINF:1.5"),
      /1 discontinuities/,
    ],
  ])("finds %s", async (_, files, expected) => {
    const found = await check(files);
    expect(
      found.some((line) => expected.test(line)),
      found.join("\n"),
    ).toBe(true);
  });
});

describe("checkPresentation of keyframes", () => {
  it.each([
    [
      "a range that ends elsewhere",
      edited("low/iframes.m3u8", /RANGE:(\d+)@0/, "RANGE:150@0"),
      /ends at \d+, the range at 150/,
    ],
    ["a range that begins elsewhere", edited("low/iframes.m3u8", /(\d+)@0/, "100@20"), /begin with moof/],
    ["a range beyond its file", edited("low/iframes.m3u8", /(\d+)@0/, "99999@0"), /beyond the segment/],
    [
      "no ranges",
      edited("low/iframes.m3u8", /#EXT-X-BYTERANGE.*\n/g, ""),
      /needs EXT-X-MAP and EXT-X-BYTERANGE/,
    ],
    ["whole segments", edited("low/iframes.m3u8", "#EXT-X-I-FRAMES-ONLY\n", ""), /I-FRAMES-ONLY is missing/],
    ["other durations", edited("low/iframes.m3u8", "EXTINF:4,", "EXTINF:3,"), /not the keyframes/],
    [
      "too little bandwidth",
      edited("master.m3u8", "BANDWIDTH=1000,", "BANDWIDTH=10,"),
      /low\/iframes.m3u8 declares 10 bit/,
    ],
    ["another size", edited("master.m3u8", /(INF:BANDWIDTH=1000.*)640x360/, "$1641x360"), /declares 641x360/],
    ["what is not there", without("low/iframes.m3u8"), /low\/iframes.m3u8 \| not found/],
  ])("finds %s", async (_what, files, message) => {
    expect((await check(files)).join("\n")).toMatch(message);
  });

  it("decodes each alone", async () => {
    const decode = async (_: Uint8Array, segment: Uint8Array) =>
      segment.byteLength < 300 ? "no frame" : null;
    expect((await check(makePresentation(), { decode })).join("\n")).toMatch(/the keyframe does not decode/);
  });
});

describe("checkPresentation of subtitles", () => {
  it.each([
    [
      "a variant without",
      edited("master.m3u8", ',SUBTITLES="subs"', ""),
      /low\/playlist.m3u8 has no group of subtitles/,
    ],
    [
      "a group that is not there",
      edited("master.m3u8", 'SUBTITLES="subs"', 'SUBTITLES="x"'),
      /"x", which is not there/,
    ],
    ["no times of the media", edited("s/0.vtt", /\nX-.*/, ""), /times are those of the media/],
    ["cues of another segment", edited("s/1.vtt", "00:00:06", "00:00:05"), /is not shown from 5 to 9.5 s/],
    ["what is no WebVTT", edited("s/1.vtt", "WEBVTT", "1"), /no WebVTT/],
    ["no end", edited("s/playlist.m3u8", "#EXT-X-ENDLIST", ""), /needs EXT-X-ENDLIST/],
    ["a language in another form", edited("master.m3u8", 'LANGUAGE="en"', 'LANGUAGE="eng"'), /language eng/],
    ["what is not there", without("s/1.vtt"), /s\/playlist.m3u8 \| not found/],
  ])("finds %s", async (_what, files, message) => {
    expect((await check(files)).join("\n")).toMatch(message);
  });
});
