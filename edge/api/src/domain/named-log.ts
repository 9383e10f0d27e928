import type { Log } from "./ports.ts";

/** A log whose lines all say whose they are; what a line says itself counts. */
export function namedLog(log: Log, named: Readonly<Record<string, unknown>>): Log {
  return (level, message, fields) => log(level, message, { ...named, ...fields });
}
