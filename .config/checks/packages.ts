// Checks each public package as it would be published: built, with `publishConfig` in force, by publint and attw.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  /** A command line has none. */
  readonly exports?: object;
  readonly publishConfig?: { readonly access: string; readonly exports?: object; readonly bin?: object };
}

let failed = false;

for (const folder of readdirSync("packages")) {
  const source = join("packages", folder);
  const manifest: Manifest = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  if (manifest.private) continue;
  const staged = mkdtempSync(join(tmpdir(), `firstframe-${folder}-`));
  try {
    const { publishConfig, ...rest } = manifest;
    const published = { ...rest, ...publishConfig, access: undefined };
    writeFileSync(join(staged, "package.json"), JSON.stringify(published, null, 2));
    for (const part of ["dist", "README.md"])
      cpSync(join(source, part), join(staged, part), { recursive: true });
    const { messages } = await publint({ pkgDir: staged, strict: true });
    for (const message of messages) {
      failed = true;
      process.stderr.write(`${manifest.name}: ${formatMessage(message, manifest)}\n`);
    }
    if (manifest.exports !== undefined) {
      execFileSync("attw", ["--pack", staged, "--profile", "esm-only", "--format", "ascii", "--no-emoji"], {
        stdio: ["ignore", "pipe", "inherit"],
      });
    }
    process.stdout.write(`${manifest.name} would be published in order\n`);
  } catch (error) {
    failed = true;
    const output = error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
    process.stderr.write(`${manifest.name}: ${output}\n`);
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

process.exit(failed ? 1 : 0);
