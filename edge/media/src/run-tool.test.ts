import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { runTool, type ToolRun } from "./run-tool.ts";

function run(command: string, argv: readonly string[], options: Partial<ToolRun> = {}) {
  const { signal } = new AbortController();
  return runTool({ command, argv, cwd: tmpdir(), timeoutMs: 10_000, signal, ...options });
}

async function* pieces(count: number, bytes = 256 * 1024): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index++) yield new Uint8Array(bytes);
}

describe("runTool", () => {
  it("gives the tool no environment but the search path, and nothing to read", async () => {
    const { stdout, exitCode } = await run("sh", ["-c", "cat; env | cut -d= -f1 | sort | tr '\\n' ' '"]);
    expect(exitCode).toBe(0);
    expect(
      stdout.split(" ").filter((name) => !["PATH", "PWD", "SHLVL", "OLDPWD", "_", ""].includes(name)),
    ).toEqual([]);
  });

  it("feeds it all of a large input, no faster than it reads", async () => {
    const { stdout } = await run("wc", ["-c"], { input: pieces(128) });
    expect(Number(stdout)).toBe(128 * 256 * 1024);
  });

  it("takes it for no failure that the tool has had enough", async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given++;
        yield new Uint8Array(256 * 1024);
      }
    }
    const { stdout, exitCode } = await run("head", ["-c", "10"], { input: endless() });
    expect([stdout.length, exitCode]).toEqual([10, 0]);
    expect(given).toBeLessThan(100);
  });

  it("does not wait for an input that still goes on, once the tool has ended", async () => {
    async function* slow() {
      yield new Uint8Array(10);
      await new Promise(() => undefined);
    }
    expect((await run("head", ["-c", "5"], { input: slow() })).exitCode).toBe(0);
  });

  it("stops the tool with the failure of its input", async () => {
    async function* failing() {
      yield* pieces(2);
      throw new Error("the upload was given up");
    }
    await expect(run("cat", [], { input: failing(), onLine: () => undefined })).rejects.toThrow("given up");
  });

  it("kills what takes too long, and what nobody wants any more", async () => {
    expect(await run("sleep", ["20"], { timeoutMs: 50 })).toMatchObject({ exitCode: null, timedOut: true });
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error("lost")), 50);
    await expect(run("sleep", ["20"], { signal: stop.signal })).rejects.toThrow("lost");
  });

  it("counts no time while the input is waited for, and counts it again afterwards", async () => {
    async function* slow() {
      yield Buffer.from("a");
      await sleep(1_500);
      yield Buffer.from("b");
    }
    const { stdout, timedOut } = await run("sh", ["-c", "cat"], { input: slow(), timeoutMs: 1_000 });
    expect({ stdout, timedOut }).toEqual({ stdout: "ab", timedOut: false });
    const late = await run("sh", ["-c", "cat > /dev/null; sleep 10"], { input: slow(), timeoutMs: 1_000 });
    expect(late.timedOut).toBe(true);
  });

  it("keeps the beginning and the end of long complaints, and gives out every line", async () => {
    const lines: string[] = [];
    const argv = ["-c", "seq 1 20000 >&2"];
    const { stderr } = await run("sh", argv, { onLogLine: (line) => lines.push(line) });
    expect(lines).toHaveLength(20_000);
    expect(stderr).toMatch(/^1\n2\n[\s\S]*\n…\n[\s\S]*20000\n$/);
    expect(stderr.length).toBeLessThan(30_000);
  });

  it("rejects when there is no such program", async () => {
    await expect(run("firstframe-no-such-program", [], { input: pieces(3) })).rejects.toThrow("ENOENT");
  });
});
