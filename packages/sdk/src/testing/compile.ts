import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const tsc = fileURLToPath(new URL("../../../../node_modules/.bin/tsc", import.meta.url));
const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

/**
 * Writes modules where they can import what this package can, for the time of the test, and type-checks them when asked as a
 * reader's project would, with everything strict.
 *
 * @param files by name
 * @param settings of the compiler, besides
 * @returns their folder, and what tells what the compiler finds at fault
 */
export function compile(
  files: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, unknown>> = {},
): { folder: string; faults: () => string } {
  mkdirSync(dist, { recursive: true });
  const folder = mkdtempSync(join(dist, "compiled-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const options = {
    extends: "../../../../.config/tsconfig.base.json",
    compilerOptions: {
      composite: false,
      declaration: false,
      declarationMap: false,
      noEmit: true,
      rewriteRelativeImportExtensions: false,
      // Readers have their unused variables as they like.
      noUnusedLocals: false,
      noUnusedParameters: false,
      lib: ["es2024", "dom"],
      types: ["node"],
      ...settings,
    },
    files: Object.keys(files),
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(options));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const faults = () => {
    const { stdout, stderr } = spawnSync(tsc, ["-p", folder, "--pretty", "false"], {
      encoding: "utf8",
      cwd: folder,
    });
    return `${stdout}${stderr}`.trim();
  };
  return { folder, faults };
}
