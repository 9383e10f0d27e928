import { env, SELF } from "cloudflare:test";
import type { UploadGrant } from "@firstframe/contract";
import { describeTusConformance } from "@firstframe/ingest/testing";
import { describe } from "vitest";
import { call, createKey, createUpload } from "./testing/client.ts";

describe("uploads at the edge", () => {
  describeTusConformance(async () => {
    const key = await createKey();
    const assets = new Map<string, UploadGrant["asset_id"]>();
    return {
      name: "edge",
      maximumSize: Number(env.MAX_UPLOAD_BYTES),
      async newUpload(limits) {
        const grant = await createUpload(key, limits);
        assets.set(grant.id, grant.asset_id);
        return grant;
      },
      fetch: (path, init) => SELF.fetch(`https://video.test${path}`, init),
      async stored({ id }) {
        const source = await call<string>("GET", `/v1/assets/${assets.get(id)}/source`, { token: key });
        return source.status === 200 ? source.body : null;
      },
    };
  });
});
