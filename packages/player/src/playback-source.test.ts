import { describe, expect, it } from "vitest";
import { playbackSource } from "./playback-source.ts";

const page = "https://school.example/lessons/1";
const nothing = { api: "", playbackId: "", playbackToken: "", src: "" };
const api = "https://video.example";

function token(claims: object): string {
  return `e30.${btoa(JSON.stringify(claims)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}.c2ln`;
}

describe("playbackSource", () => {
  it("is nothing without an id, a token or a URL", () => {
    expect(playbackSource(nothing, page)).toBeNull();
    expect(playbackSource({ ...nothing, api }, page)).toBeNull();
  });

  it.each([api, `${api}/`])("puts the grant into the path under %s", (base) => {
    expect(playbackSource({ ...nothing, api: base, playbackId: "pbk_1" }, page)).toEqual({
      url: "https://video.example/play/pbk_1/master.m3u8",
      base: "https://video.example/play/pbk_1/",
      poster: "https://video.example/play/pbk_1/poster.jpg",
      storyboard: "https://video.example/play/pbk_1/storyboard.vtt",
      grant: "pbk_1",
      beaconUrl: "https://video.example/v1/beacons",
      identity: "pbk_1",
    });
  });

  it("takes the page's own origin without an API", () => {
    expect(playbackSource({ ...nothing, playbackId: "pbk_1" }, page)?.beaconUrl).toBe(
      "https://school.example/v1/beacons",
    );
  });

  it("keeps the path that an API is mounted under", () => {
    expect(playbackSource({ ...nothing, api: "/video", playbackId: "pbk_1" }, page)?.url).toBe(
      "https://school.example/video/play/pbk_1/master.m3u8",
    );
  });

  it("plays with the token where there is one, and knows two tokens of one video for the same source", () => {
    const first = playbackSource({ ...nothing, api, playbackToken: token({ sub: "pbk_1", exp: 1 }) }, page);
    const second = playbackSource({ ...nothing, api, playbackToken: token({ sub: "pbk_1", exp: 2 }) }, page);
    expect(first?.grant).toBe(token({ sub: "pbk_1", exp: 1 }));
    expect(first?.url).not.toBe(second?.url);
    expect(first?.identity).toBe("pbk_1");
    expect(second?.identity).toBe(first?.identity);
  });

  it("takes a token that is no JWT as it is", () => {
    expect(playbackSource({ ...nothing, api, playbackToken: "x.y.z" }, page)?.identity).toBe("x.y.z");
    expect(playbackSource({ ...nothing, api, playbackToken: "a/b" }, page)?.base).toBe(`${api}/play/a%2Fb/`);
  });

  it("plays any other playlist, of which there is nothing to report", () => {
    expect(playbackSource({ ...nothing, api, src: "../live.m3u8" }, page)).toEqual({
      url: "https://school.example/live.m3u8",
      base: null,
      poster: null,
      storyboard: null,
      grant: null,
      beaconUrl: null,
      identity: "https://school.example/live.m3u8",
    });
  });
});
