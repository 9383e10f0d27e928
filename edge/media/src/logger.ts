type Level = "info" | "warn" | "error";
type Fields = Readonly<Record<string, unknown>>;

export interface Logger {
  log(level: Level, message: string, fields?: Fields): void;
  /** A logger that adds `fields` to every line. */
  with(fields: Fields): Logger;
}

/**
 * Logs one JSON object a line.
 *
 * @param write takes a line with its line feed
 * @param clock milliseconds since the epoch
 */
export function createLogger(
  write: (line: string) => void,
  clock: () => number,
  fields: Fields = {},
): Logger {
  return {
    log(level, message, more = {}) {
      const time = new Date(clock()).toISOString();
      write(`${JSON.stringify({ time, level, message, ...fields, ...more })}\n`);
    },
    with: (more) => createLogger(write, clock, { ...fields, ...more }),
  };
}
