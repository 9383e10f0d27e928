// Bundles what browsers and customers' servers load, as a bundler would, and holds each to a size and to what it must not contain.
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";

interface Budget {
  readonly entry: string;
  /** Minified, gzip, with everything that is loaded along; what is loaded when it is needed does not count. */
  readonly maximumKiB: number;
  readonly platform: "browser" | "neutral";
}

const budgets: readonly Budget[] = [
  { entry: "packages/uploader/src/define.ts", maximumKiB: 35, platform: "browser" },
  { entry: "packages/player/src/define.ts", maximumKiB: 252, platform: "browser" },
  { entry: "packages/qoe/src/index.ts", maximumKiB: 8, platform: "browser" },
  { entry: "packages/sdk/src/index.ts", maximumKiB: 15, platform: "neutral" },
];

/** Modules, by their place in node_modules, that would show a mistake: a schema library, a server, a secret's tools. */
const forbiddenInBrowser = [
  "zod",
  "jose",
  "hono",
  "@tus/server",
  "@tus/file-store",
  "@tus/utils",
  "miniflare",
  "wrangler",
];
const forbiddenEverywhere = ["zod", "hono"];

const faults: string[] = [];

for (const { entry, maximumKiB, platform } of budgets) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    outdir: "bundle",
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform,
    // What a bundler for browsers and for edge runtimes takes.
    mainFields: ["browser", "module", "main"],
    conditions: platform === "browser" ? ["browser"] : ["worker"],
    logLevel: "error",
  });
  const sizeOf = (paths: Iterable<string>) =>
    [...paths].reduce((sum, path) => {
      const file = result.outputFiles.find((output) => output.path.endsWith(path));
      return sum + gzipSync(file?.contents ?? new Uint8Array()).byteLength / 1024;
    }, 0);
  const { outputs } = result.metafile;
  const first = loadedAlong(outputs, entry);
  const later = Object.keys(outputs).filter((path) => !first.has(path));
  const kib = sizeOf(first);
  process.stdout.write(
    `${entry}: ${kib.toFixed(1)} of ${maximumKiB} KiB${later.length > 0 ? `, and ${sizeOf(later).toFixed(1)} when needed` : ""}\n`,
  );
  if (kib > maximumKiB) faults.push(`${entry} has ${kib.toFixed(1)} KiB; its budget is ${maximumKiB} KiB`);
  const forbidden = platform === "browser" ? forbiddenInBrowser : forbiddenEverywhere;
  for (const input of Object.keys(result.metafile.inputs)) {
    const module = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
    if (module !== undefined && forbidden.includes(module))
      faults.push(`${entry} must not contain ${module}: ${input}`);
    if (input.startsWith("node:")) faults.push(`${entry} must not use ${input}`);
    if (/^edge\//.test(input)) faults.push(`${entry} must not contain the server's ${input}`);
  }
}

/** The outputs that an entry cannot do without: its own and what that imports statically. */
function loadedAlong(outputs: Metafile["outputs"], entry: string): Set<string> {
  const start = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === entry) ?? "";
  const loaded = new Set<string>();
  const add = (path: string) => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement") add(imported);
    }
  };
  add(start);
  return loaded;
}

if (faults.length > 0) {
  process.stderr.write(`${[...new Set(faults)].join("\n")}\n`);
  process.exit(1);
}
