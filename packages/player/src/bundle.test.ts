import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { playerVersion } from "./version.ts";

/** hls.js alone is about 170 KiB of it. */
const largestGzipBytes = 252 * 1024;

const here = fileURLToPath(new URL(".", import.meta.url));

describe("the package", () => {
  it("stays within its size, without zod", async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [`${here}define.ts`],
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      metafile: true,
      write: false,
    });
    expect(gzipSync(outputFiles[0]?.contents ?? "").byteLength).toBeLessThanOrEqual(largestGzipBytes);
    expect(Object.keys(metafile.inputs).filter((path) => path.includes("/zod/"))).toEqual([]);
  });

  it("imports hls.js in one file only", async () => {
    const files = (await readdir(here)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
    const contents = await Promise.all(files.map((name) => readFile(here + name, "utf8")));
    expect(files.filter((_name, index) => contents[index]?.includes('from "hls.js"'))).toEqual([
      "hls-engine.ts",
    ]);
  });

  it("reports the version it is published under", async () => {
    const manifest: { version: string } = JSON.parse(await readFile(`${here}../package.json`, "utf8"));
    expect(playerVersion).toBe(manifest.version);
  });
});
