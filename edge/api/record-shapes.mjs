// `node edge/api/record-shapes.mjs [--anew <version>]`: records the shapes that clients of each version rely on. What is recorded may
// be added to; what would break such a client is refused. `--anew` replaces a version's record: only while nobody has it yet.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { apiVersions } from "@firstframe/contract/constants";
import { findBreaks } from "./src/versions/find-breaks.ts";
import { shapesOf } from "./src/versions/shapes-of.ts";

const anew = process.argv[2] === "--anew" ? process.argv[3] : undefined;
let isRefused = false;

for (const version of apiVersions) {
  const file = new URL(`src/versions/shapes/${version}.json`, import.meta.url);
  const shapes = shapesOf(version);
  const recorded = existsSync(file) && version !== anew ? JSON.parse(readFileSync(file, "utf8")) : {};
  const breaks = findBreaks(recorded, shapes);
  if (breaks.length > 0) {
    isRefused = true;
    process.stderr.write(
      `Clients of ${version} would break. Make it a change with a version (edge/api/README.md):\n  ${breaks.join("\n  ")}\n`,
    );
    continue;
  }
  writeFileSync(file, `${JSON.stringify(shapes, null, 1)}\n`);
  process.stdout.write(`${version} is recorded\n`);
}
process.exit(isRefused ? 1 : 0);
