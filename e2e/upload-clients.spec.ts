import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UploadGrant, Upload as UploadResource } from "@firstframe/contract";
import { build } from "esbuild";
import { Upload } from "tus-js-client";
import { videoClip } from "./system/clips.ts";
import { expect, test } from "./system/fixtures.ts";
import { newUpload } from "./system/new-upload.ts";
import { paddedClip } from "./system/padded-clip.ts";
import type { DevFile } from "./system/running-system.ts";

const file = paddedClip(videoClip().buffer, 12 * 1024 * 1024, 3);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function expectArrived({ api, secret_key }: DevFile, { asset_id }: UploadGrant): Promise<void> {
  const headers = { authorization: `Bearer ${secret_key}` };
  const source = await fetch(`${api}/v1/assets/${asset_id}/source`, { headers });
  expect(sha256(Buffer.from(await source.arrayBuffer()))).toBe(sha256(file));
  const asset = (await (await fetch(`${api}/v1/assets/${asset_id}`, { headers })).json()) as {
    status: string;
  };
  expect(asset.status).toMatch(/processing|playable|ready/);
}

async function receivedBytes({ api, secret_key }: DevFile, { id }: UploadGrant): Promise<number> {
  const headers = { authorization: `Bearer ${secret_key}` };
  const response = await fetch(`${api}/v1/uploads/${id}`, { headers });
  return ((await response.json()) as UploadResource).offset_bytes;
}

const bearer = ({ token }: UploadGrant) => ({ Authorization: `Bearer ${token}` });

for (const [name, options] of Object.entries({
  "in one request": {},
  "in chunks": { chunkSize: 5_000_000 },
  "over four connections": { parallelUploads: 4 },
  "with the bytes in the creation": { uploadDataDuringCreation: true },
})) {
  test(`tus-js-client, unchanged, ${name}`, async ({ system }) => {
    const grant = await newUpload(system.dev);
    await new Promise<void>((done, fail) => {
      const upload = new Upload(file, {
        ...{ endpoint: grant.endpoint, headers: bearer(grant), retryDelays: null, onError: fail, ...options },
        onSuccess: () => done(),
      });
      upload.start();
    });
    await expectArrived(system.dev, grant);
  });
}

test("tus-js-client aborts and resumes from the URL that it stored", async ({ system }) => {
  const grant = await newUpload(system.dev);
  const options = { endpoint: grant.endpoint, headers: bearer(grant), retryDelays: null };
  const uploadUrl = await new Promise<string>((done, fail) => {
    const upload = new Upload(file, {
      ...{ ...options, chunkSize: 1_000_000, onError: fail },
      onChunkComplete: (_size, sent) => {
        if (sent > 5_000_000) void upload.abort().then(() => done(upload.url ?? ""));
      },
    });
    upload.start();
  });
  await new Promise<void>((done, fail) => {
    const upload = new Upload(file, { ...options, uploadUrl, onError: fail, onSuccess: () => done() });
    upload.start();
  });
  await expectArrived(system.dev, grant);
});

/** Runs in the page. */
const uppyProgram = `
  import Uppy from "@uppy/core";
  import Tus from "@uppy/tus";
  globalThis.sendByUppy = async (endpoint, headers) => {
    const uppy = new Uppy();
    uppy.use(Tus, { endpoint, headers });
    uppy.addFile({ name: "clip.mp4", type: "video/mp4", data: await (await fetch("/the-file")).blob() });
    const { successful, failed } = await uppy.upload();
    return { successful: successful.length, failed: failed.map(({ error }) => error) };
  };`;

test("Uppy with @uppy/tus, unchanged, in a browser and from another origin", async ({ page, system }) => {
  const grant = await newUpload(system.dev);
  const { outputFiles } = await build({
    stdin: { contents: uppyProgram, resolveDir: import.meta.dirname },
    ...{ bundle: true, write: false, format: "iife", platform: "browser" },
  });
  await page.route("**/the-file", (route) => route.fulfill({ body: file, contentType: "video/mp4" }));
  await page.goto(system.dev.demo);
  await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
  const result = await page.evaluate(
    ([endpoint, headers]) => Reflect.get(globalThis, "sendByUppy")(endpoint, headers),
    [grant.endpoint, bearer(grant)] as const,
  );
  expect(result).toEqual({ successful: 1, failed: [] });
  await expectArrived(system.dev, grant);
});

test("curl: creation, an interrupted PATCH, HEAD, and the rest", async ({ system }) => {
  test.skip(spawnSync("curl", ["--version"]).status !== 0, "needs curl");
  const folder = mkdtempSync(join(tmpdir(), "firstframe-curl-"));
  try {
    const grant = await newUpload(system.dev);
    const tus = ["-sS", "-i", "-H", `Authorization: Bearer ${grant.token}`, "-H", "Tus-Resumable: 1.0.0"];
    const curl = (...args: string[]) => spawnSync("curl", [...tus, ...args], { encoding: "utf8" }).stdout;
    const patch = (offset: number) => {
      const path = join(folder, `from-${offset}`);
      writeFileSync(path, file.subarray(offset));
      const type = "Content-Type: application/offset+octet-stream";
      return ["-X", "PATCH", "-H", type, "-H", `Upload-Offset: ${offset}`, "-T", path, url];
    };
    const created = curl("-X", "POST", "-H", `Upload-Length: ${file.byteLength}`, grant.endpoint);
    expect(created).toMatch(/^HTTP\/1\.1 201/);
    const url = new URL(/^location: (\S+)/im.exec(created)?.[1] ?? "", grant.endpoint).href;
    const interrupted = spawn("curl", [...tus, "--limit-rate", "2M", ...patch(0)], { stdio: "ignore" });
    const gone = once(interrupted, "close");
    await expect.poll(() => receivedBytes(system.dev, grant), { intervals: [100] }).toBeGreaterThan(0);
    interrupted.kill("SIGKILL");
    expect(await gone).toEqual([null, "SIGKILL"]);
    const offset = Number(/^upload-offset: (\d+)/im.exec(curl("-I", url))?.[1]);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThan(file.byteLength);
    expect(curl(...patch(offset))).toMatch(/HTTP\/1\.1 204[\s\S]*upload-offset: \d+/i);
    await expectArrived(system.dev, grant);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
