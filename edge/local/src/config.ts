import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Ingest, ingests } from "@firstframe/contract/constants";
import { StartError } from "./start-error.ts";

/** Where and how the system runs on this machine. */
export interface Config {
  readonly root: string;
  /** Everything that lasts: database, bytes, secrets, logs. */
  readonly state: string;
  /** The API's address as others reach it, where that is not the port itself: behind a tunnel or a proxy. */
  readonly publicUrl: string | null;
  /** Seconds after which the work of a media worker that fell silent goes to another. */
  readonly leaseS: number | null;
  /** Limits of the API's use, as its variable RATE_LIMITS has them, where they are not the usual ones. */
  readonly rateLimits: string | null;
  /** Seconds that new work would wait for above which none is taken. */
  readonly highWaterS: number | null;
  readonly ports: { readonly api: number; readonly media: number; readonly demo: number };
  /** Whether a media worker is started along; otherwise one is expected at the port. */
  readonly startsMedia: boolean;
  /** Where uploads arrive. */
  readonly ingest: Ingest;
  /** Hosts that files may be fetched from whatever their address, comma-separated. */
  readonly fetchAllowedHosts: string;
  readonly fresh: boolean;
}

/**
 * Reads the configuration from the environment and the arguments.
 *
 * @throws StartError for what is not understood
 */
export function readConfig(environment: NodeJS.ProcessEnv, args: readonly string[]): Config {
  const unknown = args.find((argument) => argument !== "--fresh");
  if (unknown !== undefined) {
    throw new StartError(
      `«${unknown}» is not understood. There is: npm start -- --fresh (discards the state).`,
    );
  }
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const media = environment.FIRSTFRAME_MEDIA ?? "on";
  if (media !== "on" && media !== "off")
    throw new StartError(`FIRSTFRAME_MEDIA is «${media}»; it may be on or off.`);
  const ingest = ingests.find((name) => name === (environment.FIRSTFRAME_INGEST ?? "edge"));
  if (ingest === undefined) {
    throw new StartError(
      `FIRSTFRAME_INGEST is «${environment.FIRSTFRAME_INGEST}»; it may be ${ingests.join(" or ")}.`,
    );
  }
  return {
    root,
    state: resolve(environment.FIRSTFRAME_STATE ?? join(root, ".firstframe")),
    publicUrl: readUrl(environment, "FIRSTFRAME_PUBLIC_URL"),
    leaseS: readNumber(environment, "FIRSTFRAME_LEASE_S", 5, 600),
    rateLimits: environment.FIRSTFRAME_RATE_LIMITS || null,
    highWaterS: readNumber(environment, "FIRSTFRAME_QUEUE_HIGH_WATER_S", 0, 1e9),
    ports: {
      api: readPort(environment, "FIRSTFRAME_API_PORT", 8787),
      media: readPort(environment, "FIRSTFRAME_MEDIA_PORT", 8788),
      demo: readPort(environment, "FIRSTFRAME_DEMO_PORT", 5173),
    },
    startsMedia: media === "on",
    ingest,
    fetchAllowedHosts: environment.FIRSTFRAME_FETCH_ALLOWED_HOSTS ?? "",
    fresh: args.includes("--fresh"),
  };
}

function readPort(environment: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = environment[name] ?? "";
  if (text === "") return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartError(`${name} is «${text}»; it must be a port number from 1 to 65535.`);
  }
  return port;
}

function readUrl(environment: NodeJS.ProcessEnv, name: string): string | null {
  const text = environment[name] ?? "";
  if (text === "") return null;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new StartError(`${name} is «${text}»; it must be an address such as https://video.example.com.`);
  }
  return text.replace(/\/+$/, "");
}

function readNumber(
  environment: NodeJS.ProcessEnv,
  name: string,
  lowest: number,
  highest: number,
): number | null {
  const text = environment[name] ?? "";
  if (text === "") return null;
  const value = Number(text);
  if (!(value >= lowest && value <= highest)) {
    throw new StartError(`${name} is «${text}»; it must be a number from ${lowest} to ${highest}.`);
  }
  return value;
}
