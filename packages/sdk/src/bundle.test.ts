import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

const largestGzipBytes = 15 * 1024;

it("stays small, without zod and without anything of Node", async () => {
  // A neutral platform knows no built-in modules: importing one would fail the build.
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL("./index.ts", import.meta.url))],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["import"],
    metafile: true,
    write: false,
  });
  expect(gzipSync(outputFiles[0]?.contents ?? "").byteLength).toBeLessThanOrEqual(largestGzipBytes);
  expect(Object.keys(metafile.inputs).filter((path) => path.includes("/zod/"))).toEqual([]);
});
