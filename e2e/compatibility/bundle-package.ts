import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** What is kept of each release: the SDK, and the elements as a page loads them. */
export const releasedPackages = ["sdk", "uploader", "player"] as const;
export type ReleasedPackage = (typeof releasedPackages)[number];

const packages = new URL("../../packages/", import.meta.url);

/** The version that the workspace has. */
export function workspaceVersion(name: ReleasedPackage): string {
  const { version } = JSON.parse(readFileSync(new URL(`${name}/package.json`, packages), "utf8"));
  return version;
}

/** A package in one minified file with everything that it needs, as a bundler would make it. */
export async function bundlePackage(name: ReleasedPackage): Promise<string> {
  const isElement = name !== "sdk";
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(import.meta.resolve(`@firstframe/${name}${isElement ? "/define" : ""}`))],
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
