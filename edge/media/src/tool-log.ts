import { boundedText } from "./bounded-text.ts";

interface ToolLog {
  /** What was said at the levels of error and above: the beginning and the end of it. */
  readonly complaints: string;
  readonly cpuMs: number;
  /** Bytes. */
  readonly peakMemory: number | null;
}

const headLimit = 4 * 1024;
const tailLimit = 8 * 1024;
/** `[<part of ffmpeg> @ <address>]`, which some lines have twice. What a file says of itself is always indented. */
const complaint = /^((?:\[[^\]]+ @ 0x[0-9a-f]+\] )*)\[(?:error|fatal|panic)\] (.*)$/;

/**
 * Reads ffmpeg's log, written with `-v level+info -benchmark`, line by line: it may be long, and what matters may be anywhere
 * in it.
 */
export function createLogReader(): { add(line: string): void; read(): ToolLog } {
  const complaints = boundedText(headLimit, tailLimit);
  let cpuMs = 0;
  let peakMemory: number | null = null;
  return {
    add(line) {
      const time = /^\[info\] bench: utime=([\d.]+)s stime=([\d.]+)s/.exec(line);
      const memory = /^\[info\] bench: maxrss=(\d+)k(?:i)?B/i.exec(line);
      const said = complaint.exec(line);
      if (time) cpuMs = 1000 * (Number(time[1]) + Number(time[2]));
      else if (memory) peakMemory = Number(memory[1]) * 1024;
      else if (said) complaints.add(`${said[1]}${said[2]}\n`);
    },
    read: () => ({ complaints: complaints.toString().trimEnd(), cpuMs, peakMemory }),
  };
}
