import { type ChildProcess, spawn } from "node:child_process";

export interface Program {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Starts a Node program; resolves when it says on which port it listens. */
export function startProgram(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Program> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ["ignore", "pipe", "ignore", "ipc"],
    env: { ...process.env, ...env },
  });
  process.once("exit", () => child.kill());
  return new Promise((done, fail) => {
    child.once("exit", (code) => fail(new Error(`${script} ended with ${code}`)));
    child.stdout?.on("data", (text) => {
      const port = /listening on (?:http:\/\/127\.0\.0\.1:)?(\d+)/.exec(String(text))?.[1];
      if (port !== undefined) done({ child, port: Number(port) });
    });
  });
}
