import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/run-cli.ts";
import { readConnection } from "./read-connection.ts";

const live = { FIRSTFRAME_API_URL: "https://video.example.com/", FIRSTFRAME_SECRET_KEY: "ff_live_x" };
const nowhere = "/";

/** A folder below one where `npm start` runs. */
function belowLocalSystem(): { cwd: string; path: string } {
  const root = temporaryFolder();
  const cwd = join(root, "packages", "shop");
  mkdirSync(join(root, ".firstframe"));
  mkdirSync(cwd, { recursive: true });
  const path = join(root, ".firstframe", "dev.json");
  writeFileSync(path, JSON.stringify({ api: "http://localhost:8787", secret_key: "ff_sandbox_dev", pid: 1 }));
  return { cwd, path };
}

it("takes what the environment tells, and the option before it", async () => {
  const { cwd } = belowLocalSystem();
  expect(await readConnection(undefined, { env: live, cwd })).toEqual({
    ...{ apiUrl: "https://video.example.com", secretKey: "ff_live_x", environment: "live", devFile: null },
  });
  expect((await readConnection("http://other.example", { env: live, cwd })).apiUrl).toBe(
    "http://other.example",
  );
});

it("finds the system that npm start runs, from a folder below", async () => {
  const { cwd, path } = belowLocalSystem();
  expect(await readConnection(undefined, { env: {}, cwd })).toEqual({
    ...{
      apiUrl: "http://localhost:8787",
      secretKey: "ff_sandbox_dev",
      environment: "sandbox",
      devFile: path,
    },
  });
});

it("finds it where its state was moved to", async () => {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, "dev.json"),
    JSON.stringify({ api: "http://localhost:9", secret_key: "ff_sandbox_m" }),
  );
  const connection = await readConnection(undefined, { env: { FIRSTFRAME_STATE: folder }, cwd: nowhere });
  expect(connection.apiUrl).toBe("http://localhost:9");
});

it("hands the local key to no other deployment", async () => {
  const { cwd } = belowLocalSystem();
  expect((await readConnection("http://localhost:8787/", { env: {}, cwd })).secretKey).toBe("ff_sandbox_dev");
  await expect(readConnection("https://evil.example", { env: {}, cwd })).rejects.toThrow(
    "FIRSTFRAME_SECRET_KEY",
  );
});

it("says what to set", async () => {
  const { cwd } = belowLocalSystem();
  const read = (env: Record<string, string>, folder = nowhere) =>
    readConnection(undefined, { env, cwd: folder });
  await expect(read({})).rejects.toThrow("No deployment is known");
  await expect(read({ FIRSTFRAME_SECRET_KEY: "ff_live_x" }, cwd)).rejects.toThrow("FIRSTFRAME_API_URL");
  await expect(read({ ...live, FIRSTFRAME_SECRET_KEY: "sk_1" })).rejects.toThrow("ff_sandbox_ or ff_live_");
  await expect(read({ ...live, FIRSTFRAME_API_URL: "video" })).rejects.toThrow("not an address");
});
