interface Config {
  readonly port: number;
  /** Where the Firstframe API is, as seen from this server and from the page alike. */
  readonly apiUrl: string;
  readonly secretKey: string;
}

/** The environment lacks something, or has it wrong; the message says what. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads the demo's settings.
 *
 * @throws ConfigError
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const port = Number(env.FIRSTFRAME_DEMO_PORT ?? 5173);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigError(
      `FIRSTFRAME_DEMO_PORT is «${env.FIRSTFRAME_DEMO_PORT}»; set it to a port, 0 to 65535`,
    );
  }
  const secretKey = env.FIRSTFRAME_SECRET_KEY;
  if (!secretKey)
    throw new ConfigError("FIRSTFRAME_SECRET_KEY is not set: make a secret key and pass it here");
  const apiUrl = env.FIRSTFRAME_API_URL ?? "http://localhost:8787";
  if (!URL.canParse(apiUrl)) throw new ConfigError(`FIRSTFRAME_API_URL is «${apiUrl}», which is not a URL`);
  return { port, apiUrl: apiUrl.replace(/\/+$/, ""), secretKey };
}
