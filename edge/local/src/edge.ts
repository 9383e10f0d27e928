import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createWriteStream, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";
import { StartError } from "./start-error.ts";
import { withoutItsSignalListeners } from "./stop-signals.ts";

export interface EdgeOptions {
  readonly root: string;
  readonly port: number;
  readonly folder: string;
  readonly logFile: string;
  /** Values for the Worker's variables and secrets. */
  readonly bindings: Readonly<Record<string, string>>;
  readonly warn: (message: string) => void;
  /** Another Worker in the same process, to compare with: it has the same bucket and database, and gets the requests for its host. */
  readonly companion?: { readonly host: string; readonly path: string };
}

export interface Edge {
  /** Runs the scheduled handler, as the platform's clock would. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs the Worker in workerd with local D1, R2, Queues and Durable Objects: the very bundle that is deployed, with the
 * bindings of wrangler.jsonc, and no development proxy in front.
 *
 * @throws StartError
 */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const api = join(options.root, "edge/api");
  const bundle = join(api, "dist/worker");
  applyMigrations(api, options.folder);
  const workerOptions = readWorkerOptions(api, options.bindings);
  const log = createWriteStream(options.logFile, { flags: "a" });
  const runnerOptions = convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: options.port,
    cf: false,
    log: new Log(LogLevel.ERROR),
    resourcePersistencePath: join(options.folder, "v3"),
    handleStructuredLogs({ level, message }) {
      log.write(`${message}\n`);
      if (level === "error") options.warn(message);
    },
    workers: [
      {
        ...workerOptions,
        name: "firstframe",
        modulesRoot: bundle,
        modules: [{ type: "ESModule", path: join(bundle, "index.js") }],
        bindings: { ...(workerOptions.bindings as Record<string, string>), ...options.bindings },
      },
      ...(options.companion ? [companionOptions(options.companion, workerOptions)] : []),
    ],
  });
  const miniflare = await withoutItsSignalListeners(async () => new Miniflare(runnerOptions));
  try {
    await miniflare.ready;
  } catch (error) {
    throw new StartError(`The Worker did not start: ${String(error)}`, { cause: error });
  }
  return {
    async tick() {
      const worker = await miniflare.getWorker();
      await worker.scheduled({ cron: "* * * * *" });
    },
    async stop() {
      await miniflare.dispose();
      log.end();
    },
  };
}

function companionOptions({ host, path }: NonNullable<EdgeOptions["companion"]>, product: WorkerOptions) {
  return {
    name: "companion",
    modulesRoot: dirname(path),
    modules: [{ type: "ESModule" as const, path }],
    compatibilityDate: product.compatibilityDate,
    r2Buckets: product.r2Buckets,
    d1Databases: product.d1Databases,
    routes: [`${host}/*`],
  } as WorkerOptions & { modules: { type: "ESModule"; path: string }[] };
}

type WorkerOptions = ReturnType<typeof readWorkerOptions>;

function readWorkerOptions(api: string, bindings: EdgeOptions["bindings"]) {
  // Wrangler looks for the values of declared secrets in the environment; no other process is to see them there.
  Object.assign(process.env, bindings);
  try {
    return workerOptionsOf(join(api, "wrangler.jsonc"), undefined, {
      // Containers need Docker; here the media worker is a process of its own.
      overrides: { enableContainers: false },
    }).workerOptions;
  } finally {
    for (const name of Object.keys(bindings)) delete process.env[name];
  }
}

/** Brings the local database up to date, by the same command as a deployed one; quick when it is. */
function applyMigrations(api: string, folder: string): void {
  const migrations = join(api, "migrations");
  const hash = createHash("sha256");
  for (const file of readdirSync(migrations).sort())
    hash.update(file).update(readFileSync(join(migrations, file)));
  const stamp = hash.digest("hex");
  const stampFile = join(folder, "migrations.stamp");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  const { status, stdout, stderr } = spawnSync(
    "wrangler",
    ["d1", "migrations", "apply", "DB", "--local", "--persist-to", folder],
    { cwd: api, encoding: "utf8", env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" } },
  );
  if (status !== 0)
    throw new StartError(`The database could not be brought up to date:\n\n${stdout}${stderr}`);
  writeFileSync(stampFile, stamp);
}
