import { type ChildProcess, spawn } from "node:child_process";

export interface Program {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Starts a Node program, on the given cores only; resolves when it says on which port it listens. */
export function startProgram(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cores: readonly number[] = [],
): Promise<Program> {
  const argv = [process.execPath, script, ...args];
  const [command = "", ...rest] = cores.length > 0 ? ["taskset", "-c", cores.join(","), ...argv] : argv;
  const child = spawn(command, rest, {
    stdio: ["ignore", "pipe", "ignore", "ipc"],
    env: { ...process.env, ...env },
  });
  process.once("exit", () => child.kill());
  return new Promise((done, fail) => {
    child.once("exit", (code) => fail(new Error(`${script} ended with ${code}`)));
    child.stdout?.on("data", (text) => {
      const port = /listening on (?:http:\/\/(?:127\.0\.0\.1|localhost):)?(\d+)/.exec(String(text))?.[1];
      if (port !== undefined) done({ child, port: Number(port) });
    });
  });
}
