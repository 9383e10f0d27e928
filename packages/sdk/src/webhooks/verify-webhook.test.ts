import { createPrivateKey, sign } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FirstframeWebhookError, webhooks } from "../index.ts";
import { makeEvent } from "../testing/make-event.ts";
import { propertyRuns } from "../testing/property-runs.ts";
import { encodeBase64 } from "./base64.ts";

const secret = `whsec_${encodeBase64(new Uint8Array(32).map((_, index) => index * 7))}`;
const otherSecret = `whsec_${encodeBase64(new Uint8Array(24).fill(9))}`;
const event = makeEvent(7);
const id = event.id;
const payload = JSON.stringify({ type: event.type, timestamp: event.created_at, data: event });
const sentAt = new Date("2026-11-25T12:00:00Z");
const at = (secondsLater: number) => ({ now: () => sentAt.getTime() + secondsLater * 1000 });

// The other libraries take the time from the clock and from nowhere else.
beforeEach(() => {
  vi.useFakeTimers({ now: sentAt, toFake: ["Date"] });
  return () => vi.useRealTimers();
});

const libraries = [
  ["standardwebhooks", Webhook],
  ["svix", SvixWebhook],
] as const;

/** The headers of a message as the other library would send it. */
function signedBy(Library: typeof Webhook | typeof SvixWebhook, key = secret, body = payload) {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(sentAt.getTime() / 1000),
    "webhook-signature": new Library(key).sign(id, sentAt, body),
  };
}

const refusal = (code: string) => expect.objectContaining({ name: "FirstframeWebhookError", code });

describe.each(libraries)("with %s", (_name, Library) => {
  const headers = signedBy(Library);
  const theirs = new Library(secret);

  it("verifies what the other signs", async () => {
    await expect(webhooks.verify(payload, headers, secret)).resolves.toEqual(event);
  });

  it("signs what the other verifies", async () => {
    const { headers: signed, body } = await webhooks.sign(event, { secret });
    expect(() => theirs.verify(body, signed)).not.toThrow();
    expect(body).toBe(payload);
  });

  const later = (seconds: number) => String(sentAt.getTime() / 1000 + seconds);
  const resigned = (seconds: number) => ({
    ...headers,
    "webhook-timestamp": later(seconds),
    "webhook-signature": theirs.sign(id, new Date(sentAt.getTime() + seconds * 1000), payload),
  });
  const { "webhook-id": _id, ...withoutId } = headers;
  const { "webhook-timestamp": _timestamp, ...withoutTimestamp } = headers;
  const { "webhook-signature": signature, ...withoutSignature } = headers;

  it.each([
    ["a changed body", `${payload} `, headers, "webhook_signature_mismatch"],
    ["another id", payload, { ...headers, "webhook-id": "evt_2" }, "webhook_signature_mismatch"],
    ["another time", payload, { ...headers, "webhook-timestamp": later(1) }, "webhook_signature_mismatch"],
    ["another secret", payload, signedBy(Library, otherSecret), "webhook_signature_mismatch"],
    ["an old message", payload, resigned(-301), "webhook_timestamp_too_old"],
    ["one from the future", payload, resigned(301), "webhook_timestamp_too_new"],
    ["a time that is none", payload, { ...headers, "webhook-timestamp": "now" }, "webhook_timestamp_invalid"],
    ["no id", payload, withoutId, "webhook_header_missing"],
    ["no time", payload, withoutTimestamp, "webhook_header_missing"],
    ["no signature", payload, withoutSignature, "webhook_header_missing"],
    ["an empty signature", payload, { ...headers, "webhook-signature": "v1," }, "webhook_signature_mismatch"],
    [
      "a signature of no known scheme",
      payload,
      { ...headers, "webhook-signature": signature.replace("v1", "v2") },
      "webhook_signature_missing",
    ],
  ])("refuses what the other refuses: %s", async (_what, body, received, code) => {
    expect(() => theirs.verify(body, received as Record<string, string>)).toThrow();
    await expect(webhooks.verify(body, received, secret)).rejects.toEqual(refusal(code));
  });

  it.each([-300, 300])("accepts what the other accepts: %i s of difference", async (seconds) => {
    expect(() => theirs.verify(payload, resigned(seconds))).not.toThrow();
    await expect(webhooks.verify(payload, resigned(seconds), secret)).resolves.toEqual(event);
  });

  it("judges every change of a message as the other does", async () => {
    const names = ["webhook-id", "webhook-timestamp", "webhook-signature", "body"] as const;
    const change = fc.record({
      what: fc.constantFrom(...names),
      where: fc.nat({ max: 400 }),
      to: fc.constantFrom("a", "A", "1", "9", "=", ",", " ", ".", "{", "ä"),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ what, where, to }) => {
        const message = { ...headers, body: payload };
        const text = message[what];
        const index = where % text.length;
        message[what] = text.slice(0, index) + to + text.slice(index + 1);
        const { body, ...received } = message;
        const ours = await webhooks.verify(body, received, secret).then(
          () => true,
          (error: unknown) => !(error instanceof FirstframeWebhookError),
        );
        let accepted = true;
        try {
          theirs.verify(body, received);
        } catch {
          accepted = false;
        }
        // Theirs reads a time such as `1764072000.` for a number; ours does not.
        if (what === "webhook-timestamp") expect(ours && !accepted).toBe(false);
        else expect(ours).toBe(accepted);
      }),
      propertyRuns(300),
    );
  });
});

describe("what a receiver may pass", () => {
  const headers = signedBy(Webhook);

  it.each([
    ["a string", payload],
    ["bytes", new TextEncoder().encode(payload)],
    ["a Buffer", Buffer.from(payload)],
    ["an ArrayBuffer", new TextEncoder().encode(payload).buffer],
  ])("%s", async (_what, body) => {
    await expect(webhooks.verify(body, headers, secret)).resolves.toEqual(event);
  });

  it("headers of fetch, of Node, and in any case", async () => {
    await expect(webhooks.verify(payload, new Headers(headers), secret)).resolves.toEqual(event);
    const shouted = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    await expect(webhooks.verify(payload, shouted, secret)).resolves.toEqual(event);
    const listed = {
      ...headers,
      "webhook-signature": ["v1,AAAA", headers["webhook-signature"]],
      accept: undefined,
    };
    await expect(webhooks.verify(payload, listed, secret)).resolves.toEqual(event);
  });

  it("several secrets, and messages with several signatures, while one replaces the other", async () => {
    await expect(webhooks.verify(payload, headers, [otherSecret, secret])).resolves.toEqual(event);
    const both = {
      ...headers,
      "webhook-signature": `${signedBy(Webhook, otherSecret)["webhook-signature"]} ${headers["webhook-signature"]}`,
    };
    await expect(webhooks.verify(payload, both, secret)).resolves.toEqual(event);
    await expect(webhooks.verify(payload, both, otherSecret)).resolves.toEqual(event);
  });

  it("another tolerance", async () => {
    await expect(
      webhooks.verify(payload, headers, secret, { ...at(3600), toleranceS: 3600 }),
    ).resolves.toEqual(event);
    await expect(webhooks.verify(payload, headers, secret, { ...at(11), toleranceS: 10 })).rejects.toEqual(
      refusal("webhook_timestamp_too_old"),
    );
  });

  it("no body that was parsed already: says how to get it as it came", async () => {
    const parsed = JSON.parse(payload) as string;
    await expect(webhooks.verify(parsed, headers, secret)).rejects.toThrow(/express\.raw/);
  });

  it("no body that was written anew: says so", async () => {
    const anew = JSON.stringify(JSON.parse(payload), null, 2);
    await expect(webhooks.verify(anew, headers, secret)).rejects.toThrow(/parsed and written anew/);
  });

  it.each(["", "whsec_", "whsec_*", "sk_1", "whpk_AAAA"])("no secret such as %j", async (wrong) => {
    await expect(webhooks.verify(payload, headers, wrong)).rejects.toBeInstanceOf(TypeError);
  });

  it("no lack of a secret", async () => {
    await expect(webhooks.verify(payload, headers, process.env.NO_SUCH_SECRET)).rejects.toThrow(
      "secret is missing",
    );
    await expect(webhooks.verify(payload, headers, [])).rejects.toThrow("secret is missing");
  });

  it.each(["[]", "null", "{}", "hello", '{"data":null}', '{"data":{"id":"evt_1","type":"asset.ready"}}'])(
    "no signed message that is no event, such as %s",
    async (body) => {
      const signed = signedBy(Webhook, secret, body);
      await expect(webhooks.verify(body, signed, secret)).rejects.toEqual(refusal("webhook_payload_invalid"));
    },
  );
});

describe("ed25519", () => {
  // RFC 8032, 7.1, test 1; signed by Node's own implementation.
  const seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
  const publicHalf = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
  const pkcs8Head = "302e020100300506032b657004220420";
  const privateKey = createPrivateKey({
    key: Buffer.from(pkcs8Head + seed, "hex"),
    format: "der",
    type: "pkcs8",
  });
  const publicKey = `whpk_${Buffer.from(publicHalf, "hex").toString("base64")}`;
  const timestamp = String(sentAt.getTime() / 1000);
  const signature = sign(null, Buffer.from(`${id}.${timestamp}.${payload}`), privateKey).toString("base64");
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1a,${signature}`,
  };

  it("is verified with the public key", async () => {
    await expect(webhooks.verify(payload, headers, publicKey)).resolves.toEqual(event);
    await expect(webhooks.verify(`${payload} `, headers, publicKey)).rejects.toEqual(
      refusal("webhook_signature_mismatch"),
    );
  });

  it("goes together with a shared secret while one replaces the other", async () => {
    const both = {
      ...headers,
      "webhook-signature": `${headers["webhook-signature"]} ${signedBy(Webhook)["webhook-signature"]}`,
    };
    await expect(webhooks.verify(payload, both, publicKey)).resolves.toEqual(event);
    await expect(webhooks.verify(payload, both, secret)).resolves.toEqual(event);
  });

  it("is not taken for the other scheme", async () => {
    await expect(webhooks.verify(payload, headers, secret)).rejects.toEqual(
      refusal("webhook_signature_missing"),
    );
    const renamed = { ...headers, "webhook-signature": `v1,${signature}` };
    await expect(webhooks.verify(payload, renamed, [secret, publicKey])).rejects.toEqual(
      refusal("webhook_signature_mismatch"),
    );
  });

  it("cannot sign: the API alone has the private half", async () => {
    await expect(webhooks.sign(event, { secret: publicKey })).rejects.toBeInstanceOf(TypeError);
  });
});

it("never shows the secret", async () => {
  const wrong = "whsec-a-secret-that-lacks-its-underscore";
  const error = await webhooks.verify(payload, signedBy(Webhook), wrong).catch((reason: unknown) => reason);
  expect(String(error)).not.toContain("a-secret");
});
