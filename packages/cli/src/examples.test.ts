import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { describe, expect, it } from "vitest";
import { createProgram } from "./program.ts";
import type { Surroundings } from "./surroundings.ts";
import { type Deployment, startDeployment } from "./testing/deployment.ts";
import { onThirdLook } from "./testing/on-third-look.ts";
import { startReceiver } from "./testing/receiver.ts";
import { createUser, temporaryFolder } from "./testing/run-cli.ts";
import {
  sampleAsset,
  sampleDelivery,
  sampleEndpoint,
  sampleEvent,
  sampleJob,
  sampleKey,
  sampleUpload,
} from "./testing/sample-resources.ts";
import { splitCommand } from "./testing/split-command.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** Every command that does something, by its words. */
function commandsOf(command: CommandUnknownOpts, words: readonly string[] = []): string[] {
  const inner = command.commands.flatMap((one) => commandsOf(one, [...words, one.name()]));
  return inner.length > 0 ? inner : [words.join(" ")];
}

const silent = { write: () => undefined, isTty: false, columns: 80 };
const names = commandsOf(createProgram({ stdout: silent, stderr: silent } as unknown as Surroundings));

/** Two of everything that examples name, and a receiver for its webhooks. */
async function startFurnished(): Promise<Deployment> {
  const { url } = await startReceiver();
  const two = <Item>(make: (n: number) => Item) => [make(1), make(2)];
  return startDeployment({
    assets: two(sampleAsset),
    uploads: two(sampleUpload),
    jobs: two((n) => sampleJob(n, { state: "failed" })),
    keys: two(sampleKey),
    endpoints: two((n) => sampleEndpoint(n, { url })),
    events: two(sampleEvent),
    deliveries: two(sampleDelivery),
  });
}

async function runExample(line: string): Promise<void> {
  const deployment = await startFurnished();
  const cwd = temporaryFolder();
  const clip = join(cwd, "holiday.mp4");
  writeFileSync(clip, "a video");
  const { url: receiver } = await startReceiver();
  const stop = new AbortController();
  const words = splitCommand(line)
    .slice(1)
    .map((word) =>
      word === "holiday.mp4" ? clip : word.replace("http://localhost:3000/webhooks", receiver),
    );
  const isEndless = words.includes("--follow") || words[0] === "listen";
  // Events come one by one, and the user stops it.
  if (isEndless) onThirdLook(deployment, () => stop.abort(new DOMException("stopped", "AbortError")));
  const user = createUser({ url: deployment.url, cwd, signal: stop.signal });
  const { code, stdout, stderr } = await user(words);
  if (words[0] === "doctor") return expect([0, 1], stderr).toContain(code);
  expect(code, stderr).toBe(0);
  if (words.includes("--json")) expect(() => JSON.parse(stdout)).not.toThrow();
}

describe.each(names)("%s", (name) => {
  it("has help with examples, each of which runs", { timeout: 60_000 }, async () => {
    const { code, stdout } = await createUser()([...name.split(" "), "--help"]);
    expect(code).toBe(0);
    const examples = [...stdout.matchAll(/^ {2}\$ (firstframe .+)$/gm)].map(([, line = ""]) => line);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(example).toContain(`firstframe ${name}`);
      await runExample(example);
    }
  });

  it("is in the README", () => expect(readme).toContain(`firstframe ${name}`));
});

const lines = [...readme.matchAll(/^firstframe .+$/gm)].map(([line]) => line.replace(/ *#.*$/, ""));

it.each(lines)("the README's «%s» runs", { timeout: 60_000 }, (line) => runExample(line));
