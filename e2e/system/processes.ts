import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Whether this machine shows its processes. */
export const canSeeProcesses = existsSync("/proc/self/environ");

/** Every process of this machine whose environment names the state folder: what a copy started, and all below. */
export function processesOf(state: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(pid, "environ").split("\0").includes(`FIRSTFRAME_STATE=${state}`))
    .map(Number);
}

/** Kills without a warning the processes of a copy whose command line holds `text`. Returns how many there were. */
export function killProcesses(state: string, text: string): number {
  const pids = processesOf(state).filter((pid) => read(String(pid), "cmdline").includes(text));
  for (const pid of pids) process.kill(pid, "SIGKILL");
  return pids.length;
}

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    // It ended meanwhile.
    return "";
  }
}
