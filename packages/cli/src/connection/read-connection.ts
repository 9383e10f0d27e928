import type { Environment } from "@firstframe/contract/constants";
import type { Surroundings } from "../surroundings.ts";
import { UsageError } from "../usage-error.ts";
import { findDevFile } from "./find-dev-file.ts";

/** Which deployment, and with which key. */
export interface Connection {
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly secretKey: string;
  /** Which environment's data the key opens. */
  readonly environment: Environment;
  /** The file of a running `npm start` that this was taken from; null where it was told. */
  readonly devFile: string | null;
}

/**
 * The deployment as told by `--api-url` and the environment; where neither tells anything, the one that `npm start` runs here.
 *
 * @throws UsageError that says what to set
 */
export async function readConnection(
  apiUrlOption: string | undefined,
  { env, cwd }: Pick<Surroundings, "env" | "cwd">,
): Promise<Connection> {
  const toldUrl = apiUrlOption ?? (env.FIRSTFRAME_API_URL || undefined);
  const toldKey = env.FIRSTFRAME_SECRET_KEY || undefined;
  if (toldUrl !== undefined && toldKey !== undefined) return connectionOf(toldUrl, toldKey, null);
  if (toldKey !== undefined) {
    throw new UsageError(
      "FIRSTFRAME_SECRET_KEY is set, but not where the API is: set FIRSTFRAME_API_URL, or pass --api-url https://video.example.com.",
    );
  }
  const dev = await findDevFile(cwd, env.FIRSTFRAME_STATE);
  // A key goes to the deployment that it is for, and to no other.
  if (dev !== null && (toldUrl === undefined || trimmed(toldUrl) === trimmed(dev.api))) {
    return connectionOf(dev.api, dev.secretKey, dev.path);
  }
  throw new UsageError(
    toldUrl === undefined
      ? "No deployment is known. Set FIRSTFRAME_API_URL and FIRSTFRAME_SECRET_KEY, or run this below a folder where npm start runs."
      : "Set FIRSTFRAME_SECRET_KEY to a secret key of that deployment. It is no option: shells remember what is typed.",
  );
}

function connectionOf(apiUrl: string, secretKey: string, devFile: string | null): Connection {
  if (!/^https?:\/\//.test(apiUrl) || !URL.canParse(apiUrl)) {
    throw new UsageError(`«${apiUrl}» is not an address such as https://video.example.com.`);
  }
  const environment = /^ff_(sandbox|live)_/.exec(secretKey)?.[1] as Environment | undefined;
  if (environment === undefined) {
    throw new UsageError("FIRSTFRAME_SECRET_KEY is no secret key: those begin with ff_sandbox_ or ff_live_.");
  }
  return { apiUrl: trimmed(apiUrl), secretKey, environment, devFile };
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, "");
}
