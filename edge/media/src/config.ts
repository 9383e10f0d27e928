import { join } from "node:path";

export interface Config {
  readonly port: number;
  readonly host: string;
  /** What the API has to present to hand over tasks. */
  readonly secret: string;
  /** Tasks that encode at the same time. */
  readonly slots: number;
  /** Threads that one ffmpeg may use for a decoder, an encoder or a filter graph. */
  readonly threads: number;
  /** Address space that one ffmpeg may take, in bytes. */
  readonly memoryBytes: number;
  /** Directory for the tasks' temporary directories. */
  readonly temporary: string;
  /** Where uploads arrive on this worker; null where they do not. */
  readonly ingest: {
    /** Without a slash at the end. */
    readonly apiUrl: string;
    readonly directory: string;
    readonly maximumSize: number;
  } | null;
  readonly ffmpeg: string;
  readonly ffprobe: string;
}

interface Machine {
  readonly cores: number;
  readonly temporary: string;
}

/** The environment asks for something that cannot be; the message names the variable and what it takes. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads the configuration from environment variables.
 *
 * @throws ConfigError
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, machine: Machine): Config {
  const secret = env.FIRSTFRAME_MEDIA_SECRET;
  if (!secret) {
    throw new ConfigError("FIRSTFRAME_MEDIA_SECRET is missing: set it to the secret that the API presents.");
  }
  const slots = integer(env, "FIRSTFRAME_MEDIA_SLOTS", defaultSlots(machine.cores), 1, 64);
  return {
    port: integer(env, "FIRSTFRAME_MEDIA_PORT", 8788, 0, 65535),
    host: env.FIRSTFRAME_MEDIA_HOST || "127.0.0.1",
    secret,
    slots,
    // More than there are cores: while one task starts or publishes, another uses what it leaves idle.
    threads: Math.min(machine.cores, Math.max(2, Math.ceil((1.5 * machine.cores) / slots))),
    memoryBytes: 2 ** 20 * integer(env, "FIRSTFRAME_MEDIA_MEMORY_MIB", 8192, 512, 1_048_576),
    temporary: env.FIRSTFRAME_MEDIA_TMP || machine.temporary,
    ingest: readIngest(env, env.FIRSTFRAME_MEDIA_TMP || machine.temporary),
    ffmpeg: env.FIRSTFRAME_FFMPEG || "ffmpeg",
    ffprobe: env.FIRSTFRAME_FFPROBE || "ffprobe",
  };
}

/** Few tasks with several threads rather than many with one: each is done sooner, and they share less memory. */
function defaultSlots(cores: number): number {
  return cores <= 2 ? cores : Math.ceil(cores / 2) + 1;
}

/** Uploads arrive here where the API's address is given: it admits them. */
function readIngest(env: Readonly<Record<string, string | undefined>>, temporary: string): Config["ingest"] {
  const apiUrl = env.FIRSTFRAME_API_URL;
  if (!apiUrl) return null;
  if (!URL.canParse(apiUrl)) {
    throw new ConfigError(
      `FIRSTFRAME_API_URL is "${apiUrl}": set it to the API's address, such as https://video.example.com.`,
    );
  }
  return {
    apiUrl: apiUrl.replace(/\/+$/, ""),
    directory: env.FIRSTFRAME_MEDIA_UPLOADS || join(temporary, "firstframe-uploads"),
    maximumSize: integer(env, "FIRSTFRAME_MEDIA_MAX_UPLOAD", 50 * 2 ** 30, 1, Number.MAX_SAFE_INTEGER),
  };
}

function integer(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  otherwise: number,
  low: number,
  high: number,
): number {
  const text = env[name];
  if (!text) return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new ConfigError(`${name} is "${text}": set it to a whole number from ${low} to ${high}.`);
}
