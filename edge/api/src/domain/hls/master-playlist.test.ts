import type { Rendition } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { renderMasterPlaylist } from "./master-playlist.ts";

function video(height: number): Rendition {
  return {
    id: `v${height}`,
    kind: "video",
    complete: true,
    width: height * 2,
    height,
    frame_rate: 29.97,
    codecs: "avc1.4d401e",
    peak_bitrate: height * 1000,
    average_bitrate: height * 800,
    duration_ms: 1000,
    size_bytes: 1,
    channels: null,
    language: null,
    name: null,
  };
}

function audio(id: string, more: Partial<Rendition> = {}): Rendition {
  const sound = { width: null, height: null, frame_rate: null, codecs: "mp4a.40.2", channels: 2 } as const;
  return { ...video(100), ...sound, kind: "audio", id, ...more };
}

const mediaLines = (text: string) => text.split("\n").filter((line) => line.startsWith("#EXT-X-MEDIA:"));

describe("renderMasterPlaylist", () => {
  it("starts with the second lowest, then goes from best to worst", () => {
    const lines = renderMasterPlaylist([video(720), video(360), video(240)]).split("\n");
    expect(lines.filter((line) => line.endsWith(".m3u8"))).toEqual([
      "v360/playlist.m3u8",
      "v720/playlist.m3u8",
      "v240/playlist.m3u8",
    ]);
  });

  it("counts the sound in, and puts it into a group", () => {
    expect(renderMasterPlaylist([video(360), audio("a")])).toBe(
      [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Main",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a/playlist.m3u8"',
        '#EXT-X-STREAM-INF:BANDWIDTH=460000,AVERAGE-BANDWIDTH=368000,CODECS="avc1.4d401e,mp4a.40.2",RESOLUTION=720x360,FRAME-RATE=29.970,CLOSED-CAPTIONS=NONE,AUDIO="audio"',
        "v360/playlist.m3u8",
        "",
      ].join("\n"),
    );
  });

  it("makes of several sounds one group of which the first is the default, with names that differ", () => {
    const text = renderMasterPlaylist([
      video(360),
      audio("a-1", { name: "Stereo", language: "en" }),
      audio("a-2", { name: "Stereo", language: "de", channels: 6, peak_bitrate: 400_000 }),
      audio("a-3", { name: 'The "cut"' }),
      audio("a-4"),
    ]);
    expect(mediaLines(text)).toEqual([
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Stereo",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a-1/playlist.m3u8"',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Stereo (2)",LANGUAGE="de",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="6",URI="a-2/playlist.m3u8"',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="The  cut",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="2",URI="a-3/playlist.m3u8"',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Audio 4",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="2",URI="a-4/playlist.m3u8"',
    ]);
    expect(text).toContain("BANDWIDTH=760000,");
  });

  it("leaves room for the peaks of what is still growing, and declares no average that is not known yet", () => {
    expect(renderMasterPlaylist([{ ...video(360), complete: false }])).toContain("BANDWIDTH=450000,CODECS=");
    expect(renderMasterPlaylist([video(360), audio("a", { complete: false })])).toContain(
      "BANDWIDTH=485000,CODECS=",
    );
  });

  it("makes sound alone a variant", () => {
    expect(
      renderMasterPlaylist([audio("a")])
        .split("\n")
        .slice(3),
    ).toEqual([
      '#EXT-X-STREAM-INF:BANDWIDTH=100000,AVERAGE-BANDWIDTH=80000,CODECS="mp4a.40.2"',
      "a/playlist.m3u8",
      "",
    ]);
  });

  it("lets several sounds alone be chosen from too", () => {
    const text = renderMasterPlaylist([audio("a-1"), audio("a-2", { peak_bitrate: 200_000 })]);
    expect(mediaLines(text)).toHaveLength(2);
    expect(text).toContain("BANDWIDTH=200000,");
    expect(text).toContain('AUDIO="audio"\na-1/playlist.m3u8\n');
  });

  it("offers text tracks with every variant, under names that differ, and says what they are", () => {
    const track = {
      kind: "subtitles",
      language: "en",
      name: "English",
      default: false,
      forced: false,
    } as const;
    const text = renderMasterPlaylist(
      [video(720), video(360), audio("a")],
      [
        { ...track, uri: "tracks/1/playlist.m3u8", default: true },
        { ...track, uri: "tracks/2/playlist.m3u8", kind: "captions" },
        { ...track, uri: "subtitles/2/playlist.m3u8", name: "Signs", language: null, forced: true },
        { ...track, uri: "tracks/3/playlist.m3u8", kind: "descriptions", name: "What happens" },
      ],
    );
    expect(mediaLines(text).slice(1)).toEqual([
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,FORCED=NO,URI="tracks/1/playlist.m3u8"',
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="English (2)",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,CHARACTERISTICS="public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound",URI="tracks/2/playlist.m3u8"',
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="Signs",DEFAULT=NO,AUTOSELECT=YES,FORCED=YES,URI="subtitles/2/playlist.m3u8"',
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="What happens",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=NO,FORCED=NO,CHARACTERISTICS="public.accessibility.describes-video",URI="tracks/3/playlist.m3u8"',
    ]);
    expect(text.match(/#EXT-X-STREAM-INF:.*,SUBTITLES="subs"\n/g)).toHaveLength(2);
    expect(renderMasterPlaylist([audio("a")], [{ ...track, uri: "x" }])).toContain('SUBTITLES="subs"\na/');
  });

  it("names the keyframes of what can be sought in by them", () => {
    const text = renderMasterPlaylist([video(720), { ...video(360), i_frame_bitrate: 120_000 }]);
    expect(text).toMatch(
      /\n#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=120000,CODECS="avc1.4d401e",RESOLUTION=720x360,URI="v360\/iframes.m3u8"\n$/,
    );
  });
});
