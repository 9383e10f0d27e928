import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { startFakeTaskApi } from "./testing/fake-task-api.ts";
import { makeMedia, quickVideo, testPicture } from "./testing/make-media.ts";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

function start(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [main], { env: { PATH: process.env.PATH ?? "", ...env } });
  started.push(child);
  return child;
}

async function firstLine(stream: NodeJS.ReadableStream | null): Promise<string> {
  const [text] = stream ? await once(stream, "data") : [""];
  return String(text);
}

describe("the process", () => {
  it("says where it listens, answers, and ends in peace", async () => {
    const child = start({ FIRSTFRAME_MEDIA_SECRET: "s", FIRSTFRAME_MEDIA_PORT: "0" });
    const line = await firstLine(child.stdout);
    const url = /^media worker listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line)?.[1];
    expect(url).toBeDefined();
    const health = await fetch(`${url}/healthz`);
    expect(await health.json()).toMatchObject({ status: "ok", running: { encode: 0 } });
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("hands a running task back when it is told to end", async () => {
    const temporary = await mkdtemp(join(tmpdir(), "firstframe-test-tmp-"));
    const directory = await mkdtemp(join(tmpdir(), "firstframe-test-out-"));
    const child = start({
      FIRSTFRAME_MEDIA_SECRET: "s",
      FIRSTFRAME_MEDIA_PORT: "0",
      FIRSTFRAME_MEDIA_TMP: temporary,
    });
    const source = await makeMedia("clip.mp4", ...testPicture("1280x720", 30, 40), ...quickVideo);
    await using api = await startFakeTaskApi({
      directory,
      source,
      interfere: (request) => {
        if (request.method === "PUT") child.kill("SIGTERM");
        return false;
      },
    });
    try {
      const url = /http:\S+/.exec(await firstLine(child.stdout))?.[0];
      const accepted = await fetch(`${url}/tasks`, {
        method: "POST",
        headers: { authorization: "Bearer s", "content-type": "application/json" },
        body: JSON.stringify(api.dispatch),
      });
      expect(accepted.status).toBe(202);
      expect(await once(child, "exit")).toEqual([0, null]);
      expect(api.failure).toMatchObject({ code: "processing_failed", retryable: true });
      expect(await readdir(temporary)).toEqual([]);
    } finally {
      await rm(temporary, { recursive: true, force: true });
      await rm(directory, { recursive: true, force: true });
    }
  });

  it("says that the port is taken", async () => {
    const first = start({ FIRSTFRAME_MEDIA_SECRET: "s", FIRSTFRAME_MEDIA_PORT: "0" });
    const port = /:(\d+)\n/.exec(await firstLine(first.stdout))?.[1] ?? "";
    const second = start({ FIRSTFRAME_MEDIA_SECRET: "s", FIRSTFRAME_MEDIA_PORT: port });
    const [message, [code]] = await Promise.all([firstLine(second.stderr), once(second, "exit")]);
    expect(message).toBe(
      `media worker: port ${port} is taken: stop what listens on 127.0.0.1:${port}, or set FIRSTFRAME_MEDIA_PORT to another port\n`,
    );
    expect(code).toBe(1);
  });

  it("says what is missing", async () => {
    const child = start({});
    const [message, [code]] = await Promise.all([firstLine(child.stderr), once(child, "exit")]);
    expect(message).toMatch(/FIRSTFRAME_MEDIA_SECRET is missing/);
    expect(code).toBe(1);
  });

  it("ends with the parent that forked it", async () => {
    const child = fork(main, {
      env: { PATH: process.env.PATH ?? "", FIRSTFRAME_MEDIA_SECRET: "s", FIRSTFRAME_MEDIA_PORT: "0" },
      silent: true,
    });
    started.push(child);
    await firstLine(child.stdout);
    child.disconnect();
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});
