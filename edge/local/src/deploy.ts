import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build, deployable } from "./build.ts";
import { StartError } from "./start-error.ts";

// `npm run deploy`: builds the static files, brings the deployed database up to date, deploys the Worker with its container.
const root = fileURLToPath(new URL("../../..", import.meta.url));
const say = (message: string) => process.stdout.write(`${message}\n`);

function wrangler(...args: string[]): void {
  const { status } = spawnSync("wrangler", args, { cwd: `${root}/edge/api`, stdio: "inherit" });
  if (status !== 0) throw new StartError(`«wrangler ${args.join(" ")}» failed; what it said is above.`);
}

try {
  await build(root, deployable, (name) => say(`Building the ${name} …`));
  if (process.argv.includes("--dry-run")) {
    wrangler("deploy", "--dry-run", "--containers-rollout=none");
  } else {
    wrangler("d1", "migrations", "apply", "DB", "--remote");
    wrangler("deploy");
  }
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}
