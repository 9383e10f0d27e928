import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { canSeeProcesses, processesOf } from "./system/processes.ts";
import { newCopy, removeCopy, repository, runStart, startSystem } from "./system/running-system.ts";

test.describe("npm start", () => {
  test.skip(!canSeeProcesses, "needs /proc to see processes");

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    test(`says where things are, and ${signal} ends every process it started`, async () => {
      const copy = await newCopy();
      try {
        const system = await startSystem(copy);
        for (const url of [system.dev.api, system.dev.demo, system.dev.dashboard, system.dev.docs]) {
          expect(system.output()).toContain(url);
          expect((await fetch(url)).status).toBe(200);
        }
        expect(system.output()).toContain("Ctrl-C");
        expect(processesOf(copy.state).length).toBeGreaterThanOrEqual(4);
        expect(await system.stop(signal)).toBe(0);
        expect(processesOf(copy.state)).toEqual([]);
      } finally {
        removeCopy(copy);
      }
    });
  }

  test("ends every process when npm alone is told to", async () => {
    const copy = await newCopy();
    const npm = spawn("npm", ["start"], {
      cwd: repository,
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, ...copy.environment },
    });
    try {
      await new Promise<void>((done) => {
        let said = "";
        npm.stdout.on("data", (chunk) => {
          said += String(chunk);
          if (said.includes("Firstframe runs.")) done();
        });
      });
      npm.kill("SIGTERM");
      await expect.poll(() => processesOf(copy.state)).toEqual([]);
    } finally {
      npm.kill("SIGKILL");
      removeCopy(copy);
    }
  });

  test("keeps its state over a restart, and discards it with --fresh", async () => {
    const copy = await newCopy();
    try {
      const first = await startSystem(copy);
      const key = first.dev.secret_key;
      const created = await fetch(`${first.dev.api}/v1/uploads`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}` },
        body: "{}",
      });
      expect(created.status).toBe(201);
      await first.stop();

      const assets = async (api: string, secret: string) => {
        const response = await fetch(`${api}/v1/assets`, { headers: { authorization: `Bearer ${secret}` } });
        return response.ok ? ((await response.json()) as { data: unknown[] }).data.length : response.status;
      };
      const second = await startSystem(copy);
      expect(second.dev.secret_key).toBe(key);
      expect(await assets(second.dev.api, key)).toBe(1);
      await second.stop();

      const third = await startSystem(copy, ["--fresh"]);
      expect(await assets(third.dev.api, key)).toBe(401);
      expect(await assets(third.dev.api, third.dev.secret_key)).toBe(0);
      await third.stop();
    } finally {
      removeCopy(copy);
    }
  });

  test("runs a second copy beside the first, and refuses one on the same state", async () => {
    const [a, b] = [await newCopy(), await newCopy()];
    try {
      const first = await startSystem(a);
      const second = await startSystem(b);
      expect((await fetch(`${first.dev.api}/healthz`)).status).toBe(200);
      expect((await fetch(`${second.dev.api}/healthz`)).status).toBe(200);
      const third = await runStart({ ...b.environment, FIRSTFRAME_STATE: a.state });
      expect(third.code).toBe(1);
      expect(third.output).toContain(`already runs on ${a.state}`);
      await first.stop();
      await second.stop();
    } finally {
      removeCopy(a);
      removeCopy(b);
    }
  });

  test("names a taken port and the variable that chooses another", async () => {
    const copy = await newCopy();
    const port = Number(copy.environment.FIRSTFRAME_DEMO_PORT);
    const squatter = createServer();
    await new Promise<void>((done) => squatter.listen(port, "127.0.0.1", done));
    try {
      const { code, output } = await runStart(copy.environment);
      expect(code).toBe(1);
      expect(output).toContain(`Port ${port} is taken`);
      expect(output).toContain("FIRSTFRAME_DEMO_PORT=");
      expect(processesOf(copy.state)).toEqual([]);
    } finally {
      squatter.close();
      removeCopy(copy);
    }
  });

  test("without ffmpeg and the right to install it, says exactly what to do", async () => {
    const copy = await newCopy();
    try {
      // A PATH with nothing on it but Node: no ffmpeg, no package manager, no sudo.
      const { code, output } = await runStart({
        ...copy.environment,
        PATH: join(process.execPath, ".."),
        FIRSTFRAME_FFMPEG: "",
      });
      expect(code).toBe(1);
      expect(output).toContain("ffmpeg is needed");
      expect(output).toContain("apt-get install -y ffmpeg");
      expect(output).toContain("FIRSTFRAME_FFMPEG=");
    } finally {
      removeCopy(copy);
    }
  });

  test("does not guess at what it does not understand", async () => {
    const copy = await newCopy();
    try {
      expect((await runStart(copy.environment, ["--frsh"])).output).toContain("--fresh");
      const wrongPort = await runStart({ ...copy.environment, FIRSTFRAME_API_PORT: "abc" });
      expect(wrongPort.output).toContain("FIRSTFRAME_API_PORT is «abc»");
    } finally {
      removeCopy(copy);
    }
  });
});
