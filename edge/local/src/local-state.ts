import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "./start-error.ts";

/** Made at first start, kept in the state folder, readable by its owner only. */
export interface LocalSecrets {
  readonly root_secret: string;
  readonly media_secret: string;
  /** The demo's key and the dashboard's, once the API has made them. */
  readonly secret_key?: string;
  readonly dashboard_key?: string;
  /** What the demo's key may do. */
  readonly scopes?: readonly string[];
}

/** What scripts may know of the running system. */
interface DevFile {
  readonly api: string;
  readonly demo: string;
  readonly dashboard: string;
  readonly docs: string;
  readonly media: string;
  readonly secret_key: string;
  readonly pid: number;
}

export interface LocalState {
  readonly edgeFolder: string;
  readonly mediaFolder: string;
  /** Of uploads that arrive at the media worker. */
  readonly uploadsFolder: string;
  readonly logFolder: string;
  readSecrets(): LocalSecrets;
  writeSecrets(secrets: LocalSecrets): void;
  writeDevFile(dev: DevFile): void;
  removeDevFile(): void;
}

/**
 * Opens the state folder.
 *
 * @param fresh discard what is in it first
 * @throws StartError when another copy runs on it
 */
export function openLocalState(folder: string, fresh: boolean): LocalState {
  const devFile = join(folder, "dev.json");
  const secretsFile = join(folder, "secrets.json");
  const running = runningPid(devFile);
  if (running !== null) {
    throw new StartError(
      `Firstframe already runs on ${folder} (process ${running}). Stop that one first, ` +
        "or run a second copy with its own state and ports: FIRSTFRAME_STATE=… FIRSTFRAME_API_PORT=… " +
        "FIRSTFRAME_MEDIA_PORT=… FIRSTFRAME_DEMO_PORT=… npm start",
    );
  }
  if (fresh) {
    for (const part of ["edge", "media", "uploads", "logs", "secrets.json", "dev.json", "migrations"]) {
      rmSync(join(folder, part), { recursive: true, force: true });
    }
  }
  const folders = { edge: join(folder, "edge"), media: join(folder, "media"), logs: join(folder, "logs") };
  for (const path of Object.values(folders)) mkdirSync(path, { recursive: true });
  const write = (file: string, value: object) =>
    writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });

  return {
    edgeFolder: folders.edge,
    mediaFolder: folders.media,
    uploadsFolder: join(folder, "uploads"),
    logFolder: folders.logs,
    readSecrets() {
      if (existsSync(secretsFile)) return JSON.parse(readFileSync(secretsFile, "utf8"));
      const secrets = { root_secret: randomSecret(), media_secret: randomSecret() };
      write(secretsFile, secrets);
      return secrets;
    },
    writeSecrets: (secrets) => write(secretsFile, secrets),
    writeDevFile: (dev) => write(devFile, dev),
    removeDevFile: () => rmSync(devFile, { force: true }),
  };
}

function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}

function runningPid(devFile: string): number | null {
  if (!existsSync(devFile)) return null;
  const { pid }: Partial<DevFile> = JSON.parse(readFileSync(devFile, "utf8"));
  if (pid === undefined || pid === process.pid) return null;
  try {
    process.kill(pid, 0);
    return pid;
  } catch {
    // No such process: it ended without tidying up.
    return null;
  }
}
