import { describe, expect, it } from "vitest";
import { parseProbe } from "./parse-probe.ts";

const mp4 = {
  format_name: "mov,mp4,m4a,3gp,3g2,mj2",
  duration: "10.000000",
  probe_score: 100,
  bit_rate: "2128000",
};

const video = {
  index: 0,
  id: "0x1",
  codec_name: "h264",
  codec_type: "video",
  codec_tag_string: "avc1",
  profile: "High",
  level: 40,
  bit_rate: "2000000",
  width: 1920,
  height: 1080,
  sample_aspect_ratio: "1:1",
  pix_fmt: "yuv420p",
  field_order: "progressive",
  color_space: "bt709",
  r_frame_rate: "30/1",
  avg_frame_rate: "30/1",
  duration: "9.900000",
  disposition: { default: 1, attached_pic: 0 },
};

const audio = {
  index: 1,
  codec_name: "aac",
  codec_type: "audio",
  codec_tag_string: "mp4a",
  profile: "LC",
  sample_rate: "44100",
  channels: 2,
  disposition: { default: 1 },
};

const cover = { ...video, index: 2, codec_name: "mjpeg", disposition: { attached_pic: 1 } };

function parse(streams: unknown[], format: object = mp4) {
  return parseProbe({ streams, format });
}

describe("parseProbe", () => {
  it("states what is used of an ordinary file", () => {
    expect(parse([video, audio])).toEqual({
      container: "mov,mp4,m4a,3gp,3g2,mj2",
      durationS: 10,
      video: {
        index: 0,
        trackId: 1,
        codec: "h264",
        profile: "High",
        level: 40,
        pixelFormat: "yuv420p",
        codedWidth: 1920,
        codedHeight: 1080,
        pixelShape: { numerator: 1, denominator: 1 },
        rotation: 0,
        width: 1920,
        height: 1080,
        frameRate: { numerator: 30, denominator: 1 },
        interlaced: false,
        color: { space: "bt709", primaries: null, transfer: null },
        durationS: 9.9,
        startS: 0,
        bitrate: 2_000_000,
      },
      audios: [
        {
          ...{ index: 1, codec: "aac", profile: "LC", channels: 2, sampleRate: 44100 },
          ...{ durationS: null, startS: null, language: null, title: null },
        },
      ],
      bitrate: 2_128_000,
    });
  });

  it("turns the picture upright", () => {
    const turned = { ...video, side_data_list: [{ side_data_type: "Display Matrix", rotation: -90 }] };
    expect(parse([turned]).video).toMatchObject({ rotation: 90, width: 1080, height: 1920 });
    const upsideDown = { ...video, side_data_list: [{ rotation: 180 }] };
    expect(parse([upsideDown]).video).toMatchObject({ rotation: 180, width: 1920, height: 1080 });
  });

  it("makes pixels square, then turns", () => {
    const wide = { ...video, width: 640, height: 360, sample_aspect_ratio: "2:1" };
    expect(parse([wide]).video).toMatchObject({ width: 1280, height: 360 });
    expect(parse([{ ...wide, side_data_list: [{ rotation: 90 }] }]).video).toMatchObject({
      width: 360,
      height: 1280,
    });
  });

  it("rounds odd sizes down to even ones and ignores absurd pixel shapes", () => {
    expect(parse([{ ...video, width: 641, height: 361 }]).video).toMatchObject({ width: 640, height: 360 });
    expect(parse([{ ...video, width: 1, height: 1 }]).video).toMatchObject({ width: 2, height: 2 });
    expect(parse([{ ...video, sample_aspect_ratio: "1000:1" }]).video).toMatchObject({ width: 1920 });
    expect(parse([{ ...video, sample_aspect_ratio: "0:1" }]).video).toMatchObject({ width: 1920 });
  });

  it("does not take cover art for video", () => {
    expect(parse([audio, cover]).video).toBeNull();
    expect(() => parse([cover])).toThrow(expect.objectContaining({ code: "source_no_tracks" }));
  });

  it("prefers default tracks and those that can be decoded", () => {
    const second = { ...audio, index: 2 };
    expect(parse([{ ...audio, disposition: { default: 0 } }, second]).audios[0]?.index).toBe(2);
    const spatial = { ...audio, codec_name: undefined, codec_tag_string: "apac" };
    expect(parse([video, spatial, second]).audios[0]?.index).toBe(2);
  });

  it("knows what tracks of sound are called, and takes no nonsense for a language", () => {
    const tagged = (tags: object) => parse([{ ...audio, tags }]).audios[0];
    expect(tagged({ language: "ger", title: "Comments" })).toMatchObject({
      language: "de",
      title: "Comments",
    });
    for (const language of ["und", "no language", ""]) expect(tagged({ language })?.language).toBeNull();
  });

  it("takes all the sound that can be decoded, the main track first, up to eight", () => {
    const second = { ...audio, index: 2, disposition: { default: 1 } };
    const first = { ...audio, disposition: { default: 0 } };
    expect(parse([first, second, { ...first, index: 3 }]).audios.map(({ index }) => index)).toEqual([
      2, 1, 3,
    ]);
    const many = Array.from({ length: 12 }, (_, index) => ({ ...audio, index }));
    expect(parse(many).audios).toHaveLength(8);
  });

  it("tells how much later than the sound the picture starts", () => {
    const late = { ...video, start_time: "1.500000" };
    expect(parse([late, audio], { ...mp4, start_time: "1.250000" } as typeof mp4).video?.startS).toBe(0.25);
    expect(parse([video, audio], { ...mp4, start_time: "-0.02" } as typeof mp4).video?.startS).toBe(0);
  });

  it("reads a track's duration where Matroska puts it", () => {
    const tagged = { ...video, duration: undefined, tags: { DURATION: "01:02:03.500000000" } };
    expect(parse([tagged]).video?.durationS).toBe(3723.5);
    for (const DURATION of ["00:00:00.000000000", "soon", undefined])
      expect(parse([{ ...tagged, tags: { DURATION } }]).video?.durationS).toBeNull();
  });

  it("has no duration where the file states none", () => {
    expect(parse([video], { ...mp4, duration: "N/A" }).durationS).toBeNull();
  });

  it.each([
    ["a playlist", [video], { ...mp4, format_name: "hls" }, "source_not_media"],
    ["a list of files", [video], { ...mp4, format_name: "concat" }, "source_not_media"],
    ["a picture", [video], { ...mp4, format_name: "png_pipe" }, "source_not_media"],
    ["text", [video], { ...mp4, format_name: "tty" }, "source_not_media"],
    ["subtitles", [], { ...mp4, format_name: "srt" }, "source_not_media"],
    ["a mere guess", [audio], { format_name: "mp3", probe_score: 25 }, "source_not_media"],
    ["no streams", [], mp4, "source_no_tracks"],
    ["only data", [{ codec_type: "data" }], mp4, "source_no_tracks"],
    ["an unknown codec", [{ ...video, codec_name: undefined }], mp4, "source_unsupported"],
    ["encrypted video", [{ ...video, codec_tag_string: "encv" }], mp4, "source_unsupported"],
    ["a picture without size", [{ ...video, width: 0 }], mp4, "source_unsupported"],
    ["very many streams", Array.from({ length: 65 }, () => audio), mp4, "source_unsupported"],
  ])("refuses %s", (_, streams, format, code) => {
    expect(() => parse(streams, format)).toThrow(expect.objectContaining({ code, retryable: false }));
  });

  it.each([null, [], "text", {}, { format: null, streams: 3 }])(
    "refuses what is no report at all: %j",
    (json) => {
      expect(() => parseProbe(json)).toThrow(expect.objectContaining({ code: "source_not_media" }));
    },
  );
});
