import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeMedia, quickVideo, testPicture } from "../testing/make-media.ts";
import { makeExtras } from "./make-extras.ts";
import { planExtras } from "./plan-extras.ts";
import { makeWorkplace } from "./testing/make-workplace.ts";

/** Input options for a subtitle file with this content. */
function subtitles(format: string, content: string): string[] {
  return ["-f", format, "-i", `data:text/plain;base64,${Buffer.from(content).toString("base64")}`];
}

const srt =
  "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>Up</i> & away\n\n2\n00:00:59,000 --> 00:01:01,000\nOver\n";
const vtt = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000 line:0 align:start\n<v Ann>Hello\n";
const ass = [
  "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]",
  "Format: Name, Fontname, Fontsize, PrimaryColour, Alignment",
  "Style: Default,Arial,16,&Hffffff,2\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
  "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\an8}{\\b1}Bold{\\b0}\\NLine\n",
].join("\n");

async function captionsOf(name: string, ...argv: readonly string[]) {
  const bytes = await makeMedia(name, ...testPicture("160x90", 5, 70), ...argv, ...quickVideo);
  await using place = await makeWorkplace(bytes);
  const plan = planExtras(place.facts, { thumbnailS: null, download: false });
  const { files, skipped } = await makeExtras(
    { ...plan, poster: null, storyboard: null, preview: null },
    place.workplace,
  );
  const texts = new Map<string, string>();
  for (const { path } of files)
    texts.set(path, await readFile(join(place.workplace.directory, path), "utf8"));
  return { files, skipped, texts, left: await readdir(place.workplace.directory) };
}

describe("captions of a source", () => {
  it("become WebVTT files and playlists of segments", async () => {
    const inputs = [...subtitles("srt", srt), ...subtitles("webvtt", vtt), ...subtitles("ass", ass)];
    const maps = ["-map", "0", "-map", "1", "-map", "2", "-map", "3", "-c:s", "copy"];
    const tags = ["-metadata:s:s:0", "language=eng", "-metadata:s:s:1", "language=ger"];
    tags.push("-metadata:s:s:1", "title=Laut", "-disposition:s:1", "hearing_impaired+forced");
    const { files, skipped, texts, left } = await captionsOf("clip.mkv", ...inputs, ...maps, ...tags);
    expect(skipped).toEqual([]);
    expect(files.map(({ path, kind, language }) => [path, kind, language])).toEqual(
      [1, 2, 3].flatMap((index) => {
        const language = [null, "en", "de", null][index];
        return [
          [`subtitles/${index}.vtt`, "subtitles", language],
          [`subtitles/${index}/playlist.m3u8`, "playlist", language],
          [`subtitles/${index}/00000.vtt`, "subtitles", language],
          [`subtitles/${index}/00001.vtt`, "subtitles", language],
        ];
      }),
    );
    expect(files.flatMap(({ text_track }) => text_track ?? [])).toEqual([
      { kind: "subtitles", name: null, forced: false },
      { kind: "captions", name: "Laut", forced: true },
      { kind: "subtitles", name: null, forced: false },
    ]);
    expect(texts.get("subtitles/1.vtt")).toBe(
      "WEBVTT\n\n00:00:01.000 --> 00:00:02.000 line:0\n<i>Up</i> &amp; away\n\n00:00:59.000 --> 00:01:01.000\nOver\n",
    );
    expect(texts.get("subtitles/1/00001.vtt")).toBe(
      "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n00:00:59.000 --> 00:01:01.000\nOver\n",
    );
    expect(texts.get("subtitles/1/playlist.m3u8")).toContain(
      "#EXTINF:60.000000,\n00000.vtt\n#EXTINF:10.000000,",
    );
    expect(texts.get("subtitles/2.vtt")).toBe(
      "WEBVTT\n\n00:00:01.000 --> 00:00:02.000 line:0 align:start\n<v Ann>Hello</v>\n",
    );
    expect(texts.get("subtitles/3.vtt")).toBe(
      "WEBVTT\n\n00:00:01.000 --> 00:00:02.000 line:0\n<b>Bold</b>\nLine\n",
    );
    expect(left.sort()).toEqual(["source", "subtitles"]);
  });

  it("are found in MP4 as well", async () => {
    const { texts } = await captionsOf("clip.mp4", ...subtitles("srt", srt), "-c:s", "mov_text");
    expect(texts.get("subtitles/1.vtt")).toContain("00:00:59.000 --> 00:01:01.000\nOver\n");
  });

  it("are left out when there is no text in them, with a reason", async () => {
    const empty = subtitles("srt", "1\n00:00:01,000 --> 00:00:02,000\n<i></i>\n");
    const { skipped, files } = await captionsOf("clip.mkv", ...empty, "-c:s", "copy");
    expect(files).toEqual([]);
    expect(skipped).toEqual([
      { kind: "subtitles", reason: expect.stringContaining("Track 1: There is no cue") },
    ]);
  });
});

describe("planExtras", () => {
  it("says which tracks are no text", () => {
    const facts = { durationS: 10, picture: null, audio: null, chapters: [] };
    const track = { language: null, title: null, isCaptions: false, isForced: false };
    const { captions, skipped } = planExtras(
      {
        ...facts,
        textTracks: [
          { index: 2, codec: "hdmv_pgs_subtitle", ...track },
          { index: 3, codec: "subrip", ...track },
        ],
      },
      { thumbnailS: null, download: false },
    );
    expect(captions?.tracks.map(({ index }) => index)).toEqual([3]);
    expect(skipped).toEqual([
      { kind: "subtitles", reason: expect.stringContaining("Track 2: hdmv_pgs_subtitle") },
    ]);
  });
});
