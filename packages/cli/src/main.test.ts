import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { type Deployment, secretKey, startDeployment } from "./testing/deployment.ts";
import { startReceiver } from "./testing/receiver.ts";
import { temporaryFolder } from "./testing/run-cli.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

/** Starts the program itself, as `npx firstframe` does. */
function start(args: readonly string[], { url }: Deployment, home: string) {
  const env = {
    ...{
      PATH: process.env.PATH,
      HOME: home,
      XDG_CACHE_HOME: join(home, "cache"),
      XDG_CONFIG_HOME: join(home, "config"),
    },
    ...{ FIRSTFRAME_API_URL: url, FIRSTFRAME_SECRET_KEY: secretKey },
  };
  const child: ChildProcess = spawn(process.execPath, [main, ...args], { cwd: home, env });
  onTestFinished(() => void child.kill("SIGKILL"));
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text) => {
      written[name] += text;
    });
  }
  return { child, written, ended: once(child, "close").then(([code]) => code as number | null) };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(10);
}

it("goes on after it was killed in the middle", async () => {
  const deployment = await startDeployment();
  const home = temporaryFolder();
  const clip = join(home, "clip.mp4");
  const content = Buffer.alloc(40_000_000, "firstframe ");
  writeFileSync(clip, content);
  const first = start(["upload", clip], deployment, home);
  deployment.onChunk = () => {
    if (deployment.arrived.bytes > 2_000_000) first.child.kill("SIGKILL");
  };
  await first.ended;
  deployment.onChunk = () => undefined;
  expect(deployment.arrived.bytes).toBeLessThan(content.length);
  // What was on its way when it died arrives, or does not.
  await setTimeout(100);
  const second = start(["upload", clip, "--json"], deployment, home);
  expect(await second.ended, second.written.stderr).toBe(0);
  const [sent] = JSON.parse(second.written.stdout).data;
  expect(sent.resumed).toBe(true);
  expect(readFileSync(join(deployment.folder, sent.upload_id)).equals(content)).toBe(true);
  expect(deployment.uploads).toHaveLength(1);
});

it("ends cleanly by Ctrl-C while it listens", async () => {
  const deployment = await startDeployment();
  const receiver = await startReceiver();
  const { child, written, ended } = start(
    ["listen", "--forward-to", receiver.url],
    deployment,
    temporaryFolder(),
  );
  await until(() => written.stderr.includes("Forwarding all events"));
  child.kill("SIGINT");
  expect(await ended).toBe(0);
});

it("tells wrong usage by exit code 2", async () => {
  const deployment = await startDeployment();
  const { ended, written } = start(["assets", "lst"], deployment, temporaryFolder());
  expect(await ended).toBe(2);
  expect(written.stderr).toContain("Did you mean list?");
});
