import { env } from "cloudflare:test";
import type { EventList, SigningKey, SigningKeyList, SigningKeyWithPrivateJwk } from "@firstframe/contract";
import { importJWK, SignJWT } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { p256Key, p256RandomBytes } from "./adapters/p256-key.ts";
import { compose } from "./compose.ts";
import { createSigningKey } from "./domain/create-signing-key.ts";
import { call, createKey } from "./testing/client.ts";
import { readAsset, uploaded } from "./testing/read-back.ts";

let token: string;
let playbackId: string;

beforeEach(async () => {
  const video = await uploaded({ playback_policy: "signed" });
  token = video.key;
  playbackId = (await readAsset(video)).playback_id;
});

const make = async () => (await call<SigningKeyWithPrivateJwk>("POST", "/v1/signing-keys", { token })).body;
const revoke = (kid: string) => call<SigningKey>("POST", `/v1/signing-keys/${kid}/revoke`, { token });
const grant = async () =>
  (await call<{ token: string }>("POST", "/v1/playback-tokens", { token, json: { playback_id: playbackId } }))
    .body.token;
/** 409: the grant is good, the video is not ready. */
const play = async (granted: string) => (await call("GET", `/play/${granted}/master.m3u8`)).status;
const kidOf = (jwt: string): string => JSON.parse(atob(jwt.split(".")[0] ?? "")).kid;
const published = async () =>
  (await call<{ keys: { kid: string }[] }>("GET", "/.well-known/jwks.json")).body.keys.map(({ kid }) => kid);

/** Signs as a customer's server does, without calling the API. */
async function signOffline({ private_jwk }: SigningKeyWithPrivateJwk): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: "ES256", kid: private_jwk.kid, typ: "JWT" })
    .setSubject(playbackId)
    .setAudience("play")
    .setIssuer("firstframe")
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(await importJWK(private_jwk, "ES256"));
}

describe("signing keys", () => {
  it("overlap: the newest signs, and tokens of all that are not revoked are good", async () => {
    const old = await grant();
    const key = await make();
    const [newer, offline] = [await grant(), await signOffline(key)];
    expect([kidOf(newer), kidOf(old) === key.kid]).toEqual([key.kid, false]);
    expect(await Promise.all([old, newer, offline].map(play))).toEqual([409, 409, 409]);
    expect(await published()).toEqual(expect.arrayContaining([key.kid, kidOf(old)]));

    const revoked = await revoke(key.kid);
    expect(revoked.body.revoked_at).not.toBeNull();
    expect(await Promise.all([old, newer, offline].map(play))).toEqual([409, 401, 401]);
    expect(await published()).not.toContain(key.kid);
    expect(kidOf(await grant())).toBe(kidOf(old));
    expect((await revoke(key.kid)).body).toEqual(revoked.body);

    await revoke(kidOf(old));
    expect(await play(old)).toBe(401);
    // Without any, the next one that is needed is made.
    expect(await play(await grant())).toBe(409);
  });

  it("tell their private half once, and what changed in events", async () => {
    const key = await make();
    expect(key.private_jwk.d).toMatch(/^[\w-]{43}$/);
    const { body: list } = await call<SigningKeyList>("GET", "/v1/signing-keys", { token });
    const { private_jwk, ...shown } = key;
    expect(list.data[0]).toEqual(shown);
    expect(JSON.stringify(list)).not.toContain(private_jwk.d);
    const { results } = await env.DB.prepare("SELECT * FROM signing_keys").all();
    expect(JSON.stringify(results)).not.toContain(private_jwk.d);
    await revoke(key.kid);
    const { body } = await call<EventList>("GET", "/v1/events?types=signing_key.*", { token });
    expect(body.data.filter(({ data }) => data.kid === key.kid).map(({ type }) => type)).toEqual([
      "signing_key.created",
      "signing_key.revoked",
    ]);
  });

  it("are listed page by page", async () => {
    const made = [await make(), await make(), await make()].map(({ kid }) => kid);
    const { body: first } = await call<SigningKeyList>("GET", "/v1/signing-keys?limit=2", { token });
    const next = `/v1/signing-keys?limit=2&cursor=${first.next_cursor}`;
    const { body: second } = await call<SigningKeyList>("GET", next, { token });
    const listed = [...first.data, ...second.data].map(({ kid }) => kid);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toEqual(expect.arrayContaining(made));
  });

  it("are of one environment, and their scopes'", async () => {
    const { kid } = await make();
    const live = await createKey("live");
    expect((await call("POST", `/v1/signing-keys/${kid}/revoke`, { token: live })).status).toBe(404);
    const { body } = await call<SigningKeyList>("GET", "/v1/signing-keys", { token: live });
    expect(body.data.map((key) => key.kid)).not.toContain(kid);
    const reader = await createKey("sandbox", ["keys:read"]);
    expect((await call("GET", "/v1/signing-keys", { token: reader })).status).toBe(200);
    expect((await call("POST", "/v1/signing-keys", { token: reader })).status).toBe(403);
  });

  it("follow from their random bytes, so that a request that is done again gives the same one", async () => {
    const random = (count: number) => Uint8Array.from({ length: count }, (_, index) => index * 7 + 1);
    const first = await p256Key(random(p256RandomBytes));
    expect(await p256Key(random(p256RandomBytes))).toEqual(first);
    const services = compose(env);
    const answers = [];
    for (const commit of [services.changes.commit, async () => undefined]) {
      const again = { ...services, clock: () => 1_800_000_000_000, randomBytes: random, changes: { commit } };
      answers.push(await createSigningKey(again, "sandbox"));
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]?.private_jwk).toMatchObject({ x: first.x, y: first.y, d: first.d });
  });
});
