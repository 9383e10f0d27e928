import { readdirSync, readFileSync } from "node:fs";

/** How often memory is looked at, in ms. */
const interval = 50;

/** The process among this one's descendants whose command line holds `text`. */
export function findChild(text: string): number {
  const status = (pid: string, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
      // It ended meanwhile.
      return "";
    }
  };
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const found = pids.find(
    (pid) =>
      status(pid, "cmdline").includes(text) && status(pid, "status").includes(`PPid:\t${process.pid}\n`),
  );
  if (found === undefined) throw new Error(`no process of this one runs ${text}`);
  return Number(found);
}

/** Watches a process's resident memory. Returns what ends it and gives the largest seen, in MiB. */
export function watchMemory(pid: number): () => number {
  let most = 0;
  const look = () => {
    const kib = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
    most = Math.max(most, kib / 1024);
  };
  look();
  const timer = setInterval(look, interval);
  return () => {
    clearInterval(timer);
    return most;
  };
}
