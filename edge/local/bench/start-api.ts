import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type EdgeOptions, startEdge } from "../src/edge.ts";
import { createSandboxKeys } from "../src/sandbox-keys.ts";
import { freePort } from "./free-port.ts";
import type { Api } from "./uploads.ts";

export interface RunningApi extends Api {
  readonly port: number;
  readonly mediaSecret: string;
  stop(): Promise<void>;
}

interface StartOptions {
  readonly root: string;
  /** For everything that it keeps. */
  readonly folder: string;
  readonly bindings?: Readonly<Record<string, string>>;
  readonly companion?: NonNullable<EdgeOptions["companion"]>;
}

/** Starts the Worker as it is deployed, with a key to make uploads with. */
export async function startApi({ root, folder, bindings, companion }: StartOptions): Promise<RunningApi> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const secret = randomBytes(32).toString("hex");
  const { stop } = await startEdge({
    ...{ root, port, folder, warn: () => undefined },
    logFile: join(folder, "worker.log"),
    bindings: {
      // Nobody listens there: what is measured is not to share the machine with an encoder.
      ...{ PUBLIC_URL: url, MEDIA_URL: "http://127.0.0.1:9", ROOT_SECRET: secret, MEDIA_SECRET: secret },
      // What the Worker can do is to be seen, not what it lets one caller do.
      RATE_LIMITS: ["read", "write", "create", "sign", "page", "failure"]
        .map((budget) => `${budget}=1000000/1`)
        .join(","),
      ...bindings,
    },
    ...(companion ? { companion } : {}),
  });
  const { secret_key: key } = await createSandboxKeys(url, secret);
  return { url, key, port, mediaSecret: secret, stop };
}
