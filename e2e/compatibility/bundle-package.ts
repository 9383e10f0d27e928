import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

/** What is kept of each release: the SDK, and the elements as a page loads them. */
export const releasedPackages = ["sdk", "uploader", "player"] as const;
export type ReleasedPackage = (typeof releasedPackages)[number];

const packages = new URL("../../packages/", import.meta.url);

/** The version that the workspace has. */
export function workspaceVersion(name: ReleasedPackage): string {
  const { version } = JSON.parse(readFileSync(new URL(`${name}/package.json`, packages), "utf8"));
  return version;
}

/** A package's own code, and that of ours that it needs, in one minified file; what others wrote stays an import. */
export function ownCodeOf(name: ReleasedPackage): Promise<string> {
  const entry = `@firstframe/${name}${name === "sdk" ? "" : "/define"}`;
  return bundle(name, fileURLToPath(import.meta.resolve(entry)), [othersStay]);
}

/** The same with everything in it, as a page loads it. */
export function bundlePackage(name: ReleasedPackage): Promise<string> {
  const entry = `@firstframe/${name}${name === "sdk" ? "" : "/define"}`;
  return bundle(name, fileURLToPath(import.meta.resolve(entry)), []);
}

/** A release that is kept, with everything that it imports, as a page loads it. */
export function bundleRelease(name: ReleasedPackage, file: URL): Promise<string> {
  return bundle(name, fileURLToPath(file), []);
}

const othersStay: Plugin = {
  name: "others stay",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || path.startsWith("@firstframe/") ? undefined : { path, external: true },
    );
  },
};

async function bundle(name: ReleasedPackage, entry: string, plugins: Plugin[]): Promise<string> {
  const isElement = name !== "sdk";
  const { outputFiles } = await build({
    entryPoints: [entry],
    plugins,
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: isElement ? "browser" : "neutral",
    mainFields: ["browser", "module", "main"],
    conditions: isElement ? ["browser"] : ["import"],
  });
  return outputFiles[0]?.text ?? "";
}
