import { bundlePackage, bundleRelease, type ReleasedPackage, workspaceVersion } from "./bundle-package.ts";
import { readReleases, releaseFile } from "./released.ts";

/** A version of a package that customers may have, or will have with the next release. */
export interface ClientVersion {
  readonly version: string;
  /** Its script in one file. */
  bundle(): Promise<string>;
}

/** Every version of a package that was released, oldest first, and the workspace's own unless that is one of them. */
export function clientVersions(name: ReleasedPackage): readonly ClientVersion[] {
  const released = readReleases()
    .filter((release) => release.package === name)
    .map((release) => ({
      version: release.version,
      bundle: () => bundleRelease(name, releaseFile(release)),
    }));
  const own = workspaceVersion(name);
  if (released.some(({ version }) => version === own)) return released;
  return [...released, { version: own, bundle: () => bundlePackage(name) }];
}
