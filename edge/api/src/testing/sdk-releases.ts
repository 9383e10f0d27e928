import { type ApiVersion, currentApiVersion } from "@firstframe/contract/constants";
import * as workspace from "@firstframe/sdk";

interface Release {
  readonly package: string;
  readonly version: string;
  readonly api_version: ApiVersion;
}

/** A version of the SDK, as customers have it. */
export interface SdkVersion {
  readonly version: string;
  /** The version of the API whose answers its types describe. */
  readonly writtenFor: ApiVersion;
  load(): Promise<typeof workspace>;
}

const bundles = import.meta.glob("../../../../e2e/compatibility/released/sdk-*.js");
const files = import.meta.glob("../../../../{e2e/compatibility/released/releases,packages/sdk/package}.json");

/** Every version that was released, and the workspace's own unless that is one of them. */
export async function sdkVersions(): Promise<readonly SdkVersion[]> {
  const releases = await readJson<readonly Release[]>("/releases.json");
  const { version: ownVersion } = await readJson<{ version: string }>("/package.json");
  const released = releases
    .filter((release) => release.package === "sdk")
    .map(({ version, api_version }) => ({
      version,
      writtenFor: api_version,
      async load() {
        const bundle = Object.entries(bundles).find(([path]) => path.endsWith(`/sdk-${version}.js`))?.[1];
        if (bundle === undefined) throw new Error(`the bundle of SDK ${version} is not kept`);
        return (await bundle()) as typeof workspace;
      },
    }));
  if (released.some(({ version }) => version === ownVersion)) return released;
  const own = { version: ownVersion, writtenFor: currentApiVersion, load: async () => workspace };
  return [...released, own];
}

async function readJson<Value>(name: string): Promise<Value> {
  const read = Object.entries(files).find(([path]) => path.endsWith(name))?.[1];
  if (read === undefined) throw new Error(`${name} is not there`);
  return ((await read()) as { default: Value }).default;
}
