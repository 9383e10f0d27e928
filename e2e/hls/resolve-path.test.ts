import { describe, expect, it } from "vitest";
import { resolvePath } from "./resolve-path.ts";

describe("resolvePath", () => {
  it.each([
    ["master.m3u8", "v720/playlist.m3u8", "v720/playlist.m3u8"],
    ["v720/playlist.m3u8", "segment-00000.m4s", "v720/segment-00000.m4s"],
    ["v720/playlist.m3u8", "../a/init.mp4", "a/init.mp4"],
    ["v720/playlist.m3u8", "../0-1/v720/00000.m4s", "0-1/v720/00000.m4s"],
    ["v720/playlist.m3u8", "../../other/0.m4s", "../other/0.m4s"],
    ["v720/playlist.m3u8", "/other/0.m4s", "../other/0.m4s"],
    ["http://host/play/x/master.m3u8", "a/playlist.m3u8", "http://host/play/x/a/playlist.m3u8"],
    ["master.m3u8", "https://cdn.example/v.m3u8?x=1", "https://cdn.example/v.m3u8?x=1"],
  ])("%s + %s", (playlist, uri, expected) => {
    expect(resolvePath(playlist, uri)).toBe(expected);
  });
});
