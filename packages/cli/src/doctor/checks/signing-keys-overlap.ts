import { take } from "../../api/take.ts";
import { type Check, fail, pass, warn } from "../check.ts";

export const signingKeysOverlap: Check = {
  id: "signing_keys_overlap",
  group: "Keys and access",
  title: "Playback signing keys are published, and a second one is there to change over to",
  why: "With one key alone, replacing it cuts off everyone who is watching.",
  async run({ api, probe }) {
    const keys = await take(100, (page) => api.signingKeys.list(page));
    const good = keys.filter(({ revoked_at }) => revoked_at === null);
    const published = kidsOf((await probe({ method: "GET", path: "/.well-known/jwks.json" })).body);
    const remedy =
      "The SDK's signingKeys.create (POST /v1/signing-keys) makes one; move your signers over, then revoke the old one.";
    if (good.length === 0) return fail("no signing key is good", remedy);
    const unpublished = good.filter(({ kid }) => !published.includes(kid));
    const revoked = keys.filter(({ kid, revoked_at }) => revoked_at !== null && published.includes(kid));
    if (unpublished.length + revoked.length > 0) {
      return fail(
        [
          ...unpublished.map(({ kid }) => `${kid} is good, and not in /.well-known/jwks.json`),
          ...revoked.map(({ kid }) => `${kid} is revoked, and still in /.well-known/jwks.json`),
        ],
        "See that nothing in front of the API keeps an old copy of /.well-known/jwks.json.",
      );
    }
    if (good.length === 1) return warn(`one key, ${good[0]?.kid}`, remedy);
    return pass(`${good.length} keys are good and published`);
  },
};

function kidsOf(body: unknown): unknown[] {
  const keys = typeof body === "object" && body !== null ? Reflect.get(body, "keys") : null;
  return Array.isArray(keys) ? keys.map((key) => key?.kid) : [];
}
