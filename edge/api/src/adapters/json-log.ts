import type { Log } from "../domain/ports.ts";

/** Logs as JSON lines, which the platform indexes. */
export function jsonLog(): Log {
  return (level, message, fields = {}) => {
    console[level](JSON.stringify({ level, message, ...fields }));
  };
}
