import { describe, expect, it } from "vitest";
import { encodeArgv } from "./encode-argv.ts";
import { planEncoding } from "./plan.ts";
import { posterArgv } from "./poster-argv.ts";
import type { ProbedSource } from "./source-facts.ts";
import { sampleSource, sampleVideo } from "./testing/sample-source.ts";

function argvOf(source: ProbedSource): string[] {
  return encodeArgv(planEncoding(source, 1000), { source: "/tmp/in/source", threads: 2 });
}

/** The value after every occurrence of an option. */
function valuesOf(argv: readonly string[], option: string): (string | undefined)[] {
  return argv.flatMap((text, index) => (text === option ? [argv[index + 1]] : []));
}

describe("encodeArgv", () => {
  it("opens the one local file and nothing else", () => {
    const argv = argvOf(sampleSource);
    expect(valuesOf(argv, "-i")).toEqual(["file:/tmp/in/source"]);
    const input = argv.slice(0, argv.indexOf("-i"));
    expect(valuesOf(input, "-protocol_whitelist")).toEqual(["file"]);
    const formats = valuesOf(input, "-format_whitelist")[0]?.split(",");
    expect(formats).toContain("matroska");
    for (const format of ["hls", "concat", "dash", "image2", "tty", "srt"])
      expect(formats).not.toContain(format);
  });

  it("decodes once and writes a directory for every rendition", () => {
    const argv = argvOf(sampleSource);
    expect(argv.filter((text) => text.endsWith("playlist.m3u8"))).toEqual([
      "v720/playlist.m3u8",
      "v540/playlist.m3u8",
      "v360/playlist.m3u8",
      "v240/playlist.m3u8",
      "a/playlist.m3u8",
    ]);
    expect(valuesOf(argv, "-map")).toEqual(["[v720]", "[v540]", "[v360]", "[v240]", "[a]"]);
    expect(valuesOf(argv, "-filter_complex")[0]).toMatch(
      /^\[0:0\]fps=fps=30\/1:start_time=0,.*split=4\[s-v720\]/,
    );
  });

  it("puts keyframes at the same times into every rendition", () => {
    const argv = argvOf({
      ...sampleSource,
      video: { ...sampleVideo, frameRate: { numerator: 30000, denominator: 1001 } },
    });
    expect(valuesOf(argv, "-force_key_frames")).toEqual(Array(4).fill("expr:gte(t,n_forced*2)"));
    expect(valuesOf(argv, "-g")).toEqual(Array(4).fill("60"));
    expect(valuesOf(argv, "-sc_threshold")).toEqual(Array(4).fill("0"));
    expect(valuesOf(argv, "-hls_time")).toEqual(Array(5).fill("4"));
  });

  it("works with sound alone and with pictures alone", () => {
    const sound = argvOf({ ...sampleSource, video: null });
    expect(sound).not.toContain("libx264");
    expect(valuesOf(sound, "-filter_complex")[0]).toMatch(/^\[0:1\]aresample/);
    const silent = argvOf({ ...sampleSource, audio: null });
    expect(silent).not.toContain("aac");
  });

  it("names colours only where they are known", () => {
    expect(argvOf(sampleSource)).not.toContain("-colorspace");
    const color = { space: "bt709", primaries: "bt709", transfer: "bt709" };
    expect(
      valuesOf(argvOf({ ...sampleSource, video: { ...sampleVideo, color } }), "-colorspace"),
    ).toHaveLength(4);
  });
});

describe("posterArgv", () => {
  it("seeks, turns one frame into a JPEG, and uses the same guard", () => {
    const { poster } = planEncoding(sampleSource, 1000);
    const argv = poster
      ? posterArgv(poster, { source: "/tmp/in/source", threads: 1, output: "poster.jpg" })
      : [];
    expect(valuesOf(argv, "-ss")).toEqual(["1.000"]);
    expect(valuesOf(argv, "-protocol_whitelist")).toEqual(["file"]);
    expect(valuesOf(argv, "-frames:v")).toEqual(["1"]);
    expect(argv.at(-1)).toBe("poster.jpg");
  });
});
