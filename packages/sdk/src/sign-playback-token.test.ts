import { calculateJwkThumbprint, exportJWK, generateKeyPair, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { signPlaybackToken } from "./sign-playback-token.ts";

const playbackId = `pbk_${"0".repeat(26)}`;
const { privateKey: privateCryptoKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
const privateJwk = await exportJWK(privateCryptoKey);
const privateKey = { ...privateJwk, kid: await calculateJwkThumbprint(privateJwk) };
const now = () => 1_800_000_000_999;

describe("signPlaybackToken", () => {
  it("signs what the API would have signed", async () => {
    const token = await signPlaybackToken({ privateKey, playbackId, expiresInS: 60, viewerId: "u7", now });
    const { payload, protectedHeader } = await jwtVerify(token, publicKey, { currentDate: new Date(now()) });
    expect(protectedHeader).toEqual({ alg: "ES256", kid: privateKey.kid, typ: "JWT" });
    expect(payload).toEqual({
      sub: playbackId,
      aud: "play",
      iss: "firstframe",
      iat: 1_800_000_000,
      exp: 1_800_000_060,
      viewer_id: "u7",
    });
  });

  it("lasts an hour and names no viewer unless told", async () => {
    const token = await signPlaybackToken({ privateKey, playbackId, now });
    const { payload } = await jwtVerify(token, publicKey, { currentDate: new Date(now()) });
    expect(payload.exp).toBe(1_800_003_600);
    expect(payload).not.toHaveProperty("viewer_id");
  });

  it.each([0, -1, Number.NaN, 8 * 24 * 3600])("refuses a lifetime of %d s", async (expiresInS) => {
    await expect(signPlaybackToken({ privateKey, playbackId, expiresInS })).rejects.toThrow(RangeError);
  });

  it("refuses a key without its private half, or without a name", async () => {
    const { d, ...publicHalf } = privateKey;
    expect(d).toBeDefined();
    await expect(signPlaybackToken({ privateKey: publicHalf, playbackId })).rejects.toThrow(TypeError);
    const unnamed = { ...privateKey, kid: "" };
    await expect(signPlaybackToken({ privateKey: unnamed, playbackId })).rejects.toThrow(TypeError);
  });

  it("refuses what is not a playback id", async () => {
    await expect(signPlaybackToken({ privateKey, playbackId: "ast_1" })).rejects.toThrow(TypeError);
  });
});
