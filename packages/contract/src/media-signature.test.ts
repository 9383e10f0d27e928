import { describe, expect, it } from "vitest";
import { matchesType, sniffTypes } from "./media-signature.ts";

const head = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const packets = (length: number, lead: string) => head(`${lead}G`.padEnd(length, "\0").repeat(3));

describe("sniffTypes", () => {
  it.each([
    ["MP4", "\0\0\0\x20ftypisom", "video/mp4"],
    ["QuickTime without a file type", "\0\0\0\x08wide\0\0\0\0mdat", "video/quicktime"],
    ["Matroska and WebM", "\x1a\x45\xdf\xa3\x01\0\0\0", "video/webm"],
    ["AVI", "RIFF\0\0\0\0AVI LIST", "video/x-msvideo"],
    ["WAVE", "RIFF\0\0\0\0WAVEfmt ", "audio/wav"],
    ["Ogg", "OggS\0\x02", "audio/ogg"],
    ["MP3 with tags", "ID3\x04\0", "audio/mpeg"],
    ["MP3 without", "\xff\xfb\x90\x64", "audio/mpeg"],
    ["AAC", "\xff\xf1\x50\x80", "audio/aac"],
    ["MPEG program stream", "\0\0\x01\xba", "video/mpeg"],
    ["PNG", "\x89PNG\r\n", "image/png"],
    ["HEIC", "\0\0\0\x18ftypheic", "image/heic"],
    ["zip", "PK\x03\x04", "application/zip"],
    ["SVG", "<svg xmlns=", "image/svg+xml"],
  ])("%s", (_name, text, type) => {
    expect(sniffTypes(head(text))).toContain(type);
  });

  it("MPEG-TS by its packets, with and without time codes in front", () => {
    expect(sniffTypes(packets(188, ""))?.[0]).toBe("video/mp2t");
    expect(sniffTypes(packets(192, "\0\0\0\0"))?.[0]).toBe("video/mp2t");
    expect(sniffTypes(head("Good morning, this is a letter".repeat(10)))).toBeNull();
  });

  it("says that it does not know rather than guess", () => {
    expect(sniffTypes(head("hello"))).toBeNull();
    expect(sniffTypes(new Uint8Array())).toBeNull();
  });
});

describe("matchesType", () => {
  it("takes one type, all of a kind, and parameters", () => {
    expect(matchesType("video/mp4", ["video/mp4"])).toBe(true);
    expect(matchesType("VIDEO/MP4; codecs=avc1", ["video/*"])).toBe(true);
    expect(matchesType("image/png", ["video/*", "audio/*"])).toBe(false);
    expect(matchesType("videos/mp4", ["video/*"])).toBe(false);
  });
});
