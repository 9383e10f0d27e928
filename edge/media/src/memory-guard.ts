import { spawnSync } from "node:child_process";

/**
 * What is put before ffmpeg so that a source cannot make it take more memory than this: `prlimit` of util-linux, which limits
 * the address space and forbids core dumps.
 *
 * @param bytes of address space, of which far less is resident
 * @returns nothing where the system has no such program: the container's own limit is all there is then
 */
export function memoryGuard(bytes: number): readonly string[] {
  const guard = ["prlimit", `--as=${bytes}`, "--core=0", "--"];
  const [command = "", ...argv] = guard;
  const { status } = spawnSync(command, [...argv, process.execPath, "--version"], { stdio: "ignore" });
  return status === 0 ? guard : [];
}
