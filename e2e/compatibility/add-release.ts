// `node e2e/compatibility/add-release.ts`: keeps what the workspace has now as a release, to be tested against from now on.
import { existsSync, writeFileSync } from "node:fs";
import { currentApiVersion } from "@firstframe/contract/constants";
import { ownCodeOf, releasedPackages, workspaceVersion } from "./bundle-package.ts";
import { type Release, readReleases, releaseFile, releasesFile, sha256 } from "./released.ts";

const releases: Release[] = existsSync(releasesFile) ? [...readReleases()] : [];

for (const name of releasedPackages) {
  const version = workspaceVersion(name);
  const file = releaseFile({ package: name, version });
  if (releases.some((release) => release.package === name && release.version === version)) {
    process.stdout.write(`${name} ${version} is kept already\n`);
    continue;
  }
  const text = await ownCodeOf(name);
  writeFileSync(file, text);
  releases.push({ package: name, version, api_version: currentApiVersion, sha256: sha256(text) });
  process.stdout.write(`${name} ${version}: ${Math.round(text.length / 1024)} KiB\n`);
}
writeFileSync(releasesFile, `${JSON.stringify(releases, null, 2)}\n`);
