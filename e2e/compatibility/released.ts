import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ReleasedPackage } from "./bundle-package.ts";

/** A release whose bundle is kept. */
export interface Release {
  readonly package: ReleasedPackage;
  readonly version: string;
  /** Version of the API that it was written for. */
  readonly api_version: string;
  /** Lower-case hexadecimal, of the bundle: a release stays as it was. */
  readonly sha256: string;
}

const releasedFolder = new URL("released/", import.meta.url);
export const releasesFile = new URL("releases.json", releasedFolder);

/** Every release that is kept, oldest first. */
export function readReleases(): readonly Release[] {
  return JSON.parse(readFileSync(releasesFile, "utf8"));
}

export function releaseFile({ package: name, version }: Pick<Release, "package" | "version">): URL {
  return new URL(`${name}-${version}.js`, releasedFolder);
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
