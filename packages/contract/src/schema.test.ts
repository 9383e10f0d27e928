import { describe, expect, it } from "vitest";
import { outputPath } from "./field.ts";
import { idPattern, idRandomBytes, makeId } from "./id.ts";
import { createTrack, trackId } from "./track.ts";
import { createUpload } from "./upload.ts";

describe("ids", () => {
  it("carry their kind and use every byte", () => {
    const a = makeId("asset", new Uint8Array(idRandomBytes).fill(1));
    const b = makeId("asset", new Uint8Array(idRandomBytes).fill(2));
    expect(a).toMatch(idPattern("asset"));
    expect(a).not.toBe(b);
    expect(a).not.toMatch(idPattern("upload"));
  });
});

describe("createUpload", () => {
  it("refuses what it does not know, and metadata without bounds", () => {
    expect(createUpload.safeParse({ surprise: true }).success).toBe(false);
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, "v"]));
    expect(createUpload.safeParse({ metadata: many }).success).toBe(false);
    expect(createUpload.parse({})).toEqual({
      playback_policy: "public",
      mp4_download: false,
      token_expires_in_s: 3600,
      timeout_s: 86_400,
    });
  });

  it("takes an origin and types as browsers name them, and nothing that only looks like one", () => {
    expect(createUpload.safeParse({ cors_origin: "https://example.com" }).success).toBe(true);
    for (const cors_origin of ["https://example.com/", "example.com", "*"])
      expect(createUpload.safeParse({ cors_origin }).success).toBe(false);
    expect(createUpload.safeParse({ allowed_types: ["video/*", "audio/mpeg"] }).success).toBe(true);
    for (const type of ["*/*", "video", ".mp4", "image/png"])
      expect(createUpload.safeParse({ allowed_types: [type] }).success).toBe(false);
  });
});

describe("outputPath", () => {
  it.each(["main.m3u8", "v720/segment-00001.m4s", "a/init.mp4"])("takes %s", (path) => {
    expect(outputPath.safeParse(path).success).toBe(true);
  });

  it.each(["../main.m3u8", "/etc/passwd", "v720/../../x", "a//b", ".hidden", "", "a\\b"])(
    "refuses %s",
    (path) => {
      expect(outputPath.safeParse(path).success).toBe(false);
    },
  );
});

describe("createTrack", () => {
  it("takes languages as BCP 47 has them, in their canonical form", () => {
    const languageOf = (language: string) => createTrack.safeParse({ language, content: "WEBVTT" });
    expect(languageOf("pt-br").data).toMatchObject({ language: "pt-BR", kind: "subtitles", default: false });
    for (const language of ["", "e", "en_US", "not a language"])
      expect(languageOf(language).success).toBe(false);
  });
});

describe("trackId", () => {
  it("is an id of ours, or names a stream of the source", () => {
    expect(trackId.safeParse("embedded-2").success).toBe(true);
    expect(trackId.safeParse(`trk_${"0".repeat(26)}`).success).toBe(true);
    expect(trackId.safeParse("trk_../../x").success).toBe(false);
  });
});
