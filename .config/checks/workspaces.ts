// Holds each workspace to the layout: what it may depend on, exact versions, one version of each dependency, a README.
import { existsSync, readdirSync, readFileSync } from "node:fs";

interface Manifest {
  readonly name: string;
  readonly type?: string;
  readonly license?: string;
  readonly private?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

/** Which of our own packages each workspace may use. */
const mayUse: Record<string, readonly string[]> = {
  "packages/contract": [],
  "packages/qoe": ["contract"],
  "packages/player": ["contract", "qoe"],
  "packages/uploader": ["contract"],
  "packages/sdk": ["contract"],
  "packages/cli": ["contract", "sdk"],
  "packages/dashboard": ["contract"],
  "edge/captions": [],
  "edge/ingest": ["contract"],
  "edge/api": ["captions", "contract", "ingest"],
  "edge/media": ["captions", "contract", "ingest"],
  "edge/local": ["contract"],
  demo: ["sdk", "player", "uploader"],
  e2e: ["contract", "sdk", "player", "uploader", "qoe"],
};

/** What tests alone may use besides: the API is proved against the SDK that customers have. */
const mayTestWith: Record<string, readonly string[]> = { "edge/api": ["sdk"] };

const topLevel = new Set(
  "package.json package-lock.json tsconfig.json packages edge demo e2e README.md LICENSE node_modules".split(
    " ",
  ),
);

const faults: string[] = [];
const versions = new Map<string, Map<string, string>>();

for (const [folder, allowed] of Object.entries(mayUse)) {
  const manifest: Manifest = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  if (manifest.type !== "module") faults.push(`${folder}: "type" must be "module"`);
  if (manifest.license !== "MIT") faults.push(`${folder}: "license" must be "MIT"`);
  if (!existsSync(`${folder}/README.md`)) faults.push(`${folder}: has no README.md`);
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    const own = /^@firstframe\/(.+)$/.exec(name)?.[1];
    const isForTests =
      manifest.dependencies?.[name] === undefined && own && mayTestWith[folder]?.includes(own);
    if (own !== undefined && !allowed.includes(own) && !isForTests) {
      faults.push(
        `${folder}: must not depend on ${name} (allowed: ${allowed.join(", ") || "none of our own"})`,
      );
    }
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      faults.push(`${folder}: ${name} must be an exact version, is ${version}`);
    versions.set(name, (versions.get(name) ?? new Map()).set(version, folder));
  }
}

for (const [name, places] of versions) {
  if (places.size > 1) faults.push(`${name} is wanted in several versions: ${[...places.keys()].join(", ")}`);
}
for (const name of readdirSync(".")) {
  if (!name.startsWith(".") && !topLevel.has(name)) faults.push(`${name} does not belong at the top level`);
}

if (faults.length > 0) {
  process.stderr.write(`${faults.join("\n")}\n`);
  process.exit(1);
}
process.stdout.write(`${Object.keys(mayUse).length} workspaces in order\n`);
