import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const machine = { cores: 4, temporary: "/tmp" };

describe("readConfig", () => {
  it("has a value for everything but the secret", () => {
    expect(readConfig({ FIRSTFRAME_MEDIA_SECRET: "s" }, machine)).toEqual({
      port: 8788,
      host: "127.0.0.1",
      secret: "s",
      slots: 3,
      threads: 2,
      memoryBytes: 8 * 1024 ** 3,
      temporary: "/tmp",
      ingest: null,
      ffmpeg: "ffmpeg",
      ffprobe: "ffprobe",
    });
  });

  it("has one slot on one core", () => {
    expect(readConfig({ FIRSTFRAME_MEDIA_SECRET: "s" }, { ...machine, cores: 1 })).toMatchObject({
      slots: 1,
      threads: 1,
    });
  });

  it("takes everything from the environment", () => {
    const env = {
      FIRSTFRAME_MEDIA_SECRET: "s",
      FIRSTFRAME_MEDIA_PORT: "0",
      FIRSTFRAME_MEDIA_HOST: "0.0.0.0",
      FIRSTFRAME_MEDIA_SLOTS: "2",
      FIRSTFRAME_MEDIA_TMP: "/scratch",
      FIRSTFRAME_FFMPEG: "/opt/ffmpeg",
      FIRSTFRAME_FFPROBE: "/opt/ffprobe",
    };
    expect(readConfig(env, machine)).toMatchObject({
      port: 0,
      host: "0.0.0.0",
      slots: 2,
      temporary: "/scratch",
      ffmpeg: "/opt/ffmpeg",
      ffprobe: "/opt/ffprobe",
    });
  });

  it.each([
    [{}, /FIRSTFRAME_MEDIA_SECRET is missing/],
    [{ FIRSTFRAME_MEDIA_SECRET: "s", FIRSTFRAME_MEDIA_PORT: "80a" }, /FIRSTFRAME_MEDIA_PORT is "80a"/],
    [{ FIRSTFRAME_MEDIA_SECRET: "s", FIRSTFRAME_MEDIA_PORT: "70000" }, /0 to 65535/],
    [{ FIRSTFRAME_MEDIA_SECRET: "s", FIRSTFRAME_MEDIA_SLOTS: "0" }, /FIRSTFRAME_MEDIA_SLOTS/],
  ])("refuses %j", (env, message) => {
    expect(() => readConfig(env, machine)).toThrow(ConfigError);
    expect(() => readConfig(env, machine)).toThrow(message);
  });

  it("takes uploads where it is told the API's address", () => {
    const env = { FIRSTFRAME_MEDIA_SECRET: "s", FIRSTFRAME_API_URL: "https://video.example.com/" };
    expect(readConfig(env, machine).ingest).toEqual({
      apiUrl: "https://video.example.com",
      directory: "/tmp/firstframe-uploads",
      maximumSize: 53_687_091_200,
    });
    expect(() => readConfig({ ...env, FIRSTFRAME_API_URL: "video" }, machine)).toThrow("FIRSTFRAME_API_URL");
  });
});
