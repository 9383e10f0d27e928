import { expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const key = { FIRSTFRAME_SECRET_KEY: "ff_sandbox_1" };

it("has defaults for all but the key", () => {
  expect(readConfig(key)).toEqual({ port: 5173, apiUrl: "http://localhost:8787", secretKey: "ff_sandbox_1" });
});

it("takes what the environment says", () => {
  const env = { ...key, FIRSTFRAME_DEMO_PORT: "8080", FIRSTFRAME_API_URL: "https://video.example.com/" };
  expect(readConfig(env)).toMatchObject({ port: 8080, apiUrl: "https://video.example.com" });
});

it.each([
  [{}, "FIRSTFRAME_SECRET_KEY"],
  [{ ...key, FIRSTFRAME_DEMO_PORT: "http" }, "FIRSTFRAME_DEMO_PORT"],
  [{ ...key, FIRSTFRAME_DEMO_PORT: "70000" }, "FIRSTFRAME_DEMO_PORT"],
  [{ ...key, FIRSTFRAME_API_URL: "video.example.com" }, "FIRSTFRAME_API_URL"],
])("names what is wrong in %j", (env, name) => {
  expect(() => readConfig(env)).toThrow(ConfigError);
  expect(() => readConfig(env)).toThrow(name);
});
