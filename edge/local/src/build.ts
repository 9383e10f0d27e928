import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { StartError } from "./start-error.ts";

/** Something that is built from sources, and only when they have changed. */
interface Artifact {
  readonly name: string;
  /** Files and folders, from the repository's folder. */
  readonly sources: readonly string[];
  /** Made by the build; it holds the stamp of the sources. */
  readonly output: string;
  build(root: string): Promise<void>;
}

const contract = "packages/contract/src";

const dashboard: Artifact = {
  name: "dashboard",
  sources: [
    "packages/dashboard/src",
    "packages/dashboard/index.html",
    "packages/dashboard/vite.config.ts",
    contract,
  ],
  output: "packages/dashboard/dist/dashboard",
  build: (root) => run(root, "vite", ["build", "--logLevel", "warn"], "packages/dashboard"),
};

const docs: Artifact = {
  name: "API reference",
  sources: ["edge/api/docs", "node_modules/swagger-ui-dist/package.json"],
  output: "edge/api/dist/assets/docs",
  async build(root) {
    const target = join(root, this.output);
    cpSync(join(root, "edge/api/docs"), target, { recursive: true });
    for (const file of ["swagger-ui-bundle.js", "swagger-ui.css"]) {
      cpSync(join(root, "node_modules/swagger-ui-dist", file), join(target, "assets", file));
    }
  },
};

const assets: Artifact = {
  name: "static files",
  sources: [dashboard.output],
  output: "edge/api/dist/assets/dashboard",
  async build(root) {
    cpSync(join(root, dashboard.output), join(root, this.output), { recursive: true });
  },
};

const worker: Artifact = {
  name: "Worker",
  sources: ["edge/api/src", "edge/api/wrangler.jsonc", contract],
  output: "edge/api/dist/worker",
  build: (root) =>
    run(
      root,
      "wrangler",
      ["deploy", "--dry-run", "--outdir", "dist/worker", "--containers-rollout=none"],
      "edge/api",
    ),
};

const demo: Artifact = {
  name: "demo",
  sources: [
    "demo/src/page",
    "demo/vite.config.ts",
    "packages/player/src",
    "packages/qoe/src",
    "packages/uploader/src",
    contract,
  ],
  output: "demo/dist/page",
  build: (root) => run(root, "vite", ["build", "--logLevel", "warn"], "demo"),
};

/** What a deployment needs: the Worker with its static files. */
export const deployable: readonly Artifact[] = [dashboard, docs, assets, worker];
/** What runs on one machine. */
export const runnable: readonly Artifact[] = [...deployable, demo];

/**
 * Builds what is not up to date, in order.
 *
 * @param said called with the name of each artifact before it is built
 * @throws StartError with what the tool said
 */
export async function build(
  root: string,
  artifacts: readonly Artifact[],
  said: (name: string) => void,
): Promise<void> {
  for (const artifact of artifacts) {
    const stampFile = join(root, artifact.output, ".stamp");
    const stamp = stampOf(root, artifact.sources);
    if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) continue;
    said(artifact.name);
    rmSync(join(root, artifact.output), { recursive: true, force: true });
    mkdirSync(dirname(join(root, artifact.output)), { recursive: true });
    await artifact.build(root);
    writeFileSync(stampFile, stamp);
  }
}

/** Changes whenever a file of the sources does, and when a dependency is installed. */
function stampOf(root: string, sources: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of [...sources, "package-lock.json"].flatMap((source) => filesUnder(join(root, source)))) {
    hash.update(relative(root, path)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name !== ".stamp")
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

async function run(root: string, command: string, args: readonly string[], folder: string): Promise<void> {
  const child = spawn(command, args, {
    cwd: join(root, folder),
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  const code = await new Promise((done, fail) => child.once("error", fail).once("close", done));
  if (code !== 0) throw new StartError(`«${command} ${args.join(" ")}» failed in ${folder}:\n\n${output}`);
}
