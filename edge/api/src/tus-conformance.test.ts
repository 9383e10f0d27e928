import { env } from "cloudflare:test";
import type { Asset, UploadGrant } from "@firstframe/contract";
import { beforeEach, describe, expect, it } from "vitest";
import { type Answer, call, createKey, createUpload, leaseJobOf } from "./testing/client.ts";

// https://tus.io/protocols/resumable-upload, version 1.0.0: each test names the section whose MUST it shows.
const content = new TextEncoder().encode("0123456789");
let key: string;
let grant: UploadGrant;

beforeEach(async () => {
  key = await createKey();
  grant = await createUpload(key);
});

function tus(
  method: string,
  headers: Record<string, string> = {},
  body?: BodyInit,
): Promise<Answer<unknown>> {
  const path = method === "POST" || method === "OPTIONS" ? "/v1/tus" : `/v1/tus/${grant.id}`;
  return call(method, path, {
    token: grant.token,
    headers: { "tus-resumable": "1.0.0", ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

const create = (headers: Record<string, string> = { "upload-length": "10" }) => tus("POST", headers);
const send = (offset: number, body: BodyInit, headers: Record<string, string> = {}) =>
  tus(
    "PATCH",
    { "upload-offset": String(offset), "content-type": "application/offset+octet-stream", ...headers },
    body,
  );

async function digest(algorithm: string, bytes: Uint8Array): Promise<string> {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest(algorithm, bytes))));
}

async function received(): Promise<string> {
  const { objects } = await env.BUCKET.list({ prefix: `sources/${grant.id}/` });
  const parts = await Promise.all(objects.map(async ({ key: name }) => (await env.BUCKET.get(name))?.text()));
  return parts.join("");
}

describe("core protocol", () => {
  it("HEAD: the offset, also 0, the length, and Cache-Control: no-store", async () => {
    await create();
    const head = await tus("HEAD");
    expect(head.status).toBe(200);
    expect(head.headers.get("upload-offset")).toBe("0");
    expect(head.headers.get("upload-length")).toBe("10");
    expect(head.headers.get("cache-control")).toContain("no-store");
  });

  it("HEAD: no offset for an upload that does not exist", async () => {
    const head = await tus("HEAD");
    expect([403, 404, 410]).toContain(head.status);
    expect(head.headers.get("upload-offset")).toBeNull();
  });

  it("PATCH: 204 with the new offset", async () => {
    await create();
    const first = await send(0, content.slice(0, 4));
    expect(first.status).toBe(204);
    expect(first.headers.get("upload-offset")).toBe("4");
    expect((await send(4, content.slice(4))).headers.get("upload-offset")).toBe("10");
    expect(await received()).toBe("0123456789");
  });

  it("PATCH: 409 for another offset, and nothing changed", async () => {
    await create();
    expect((await send(3, "x")).status).toBe(409);
    expect((await tus("HEAD")).headers.get("upload-offset")).toBe("0");
    expect(await received()).toBe("");
  });

  it("PATCH: 415 for another content type", async () => {
    await create();
    expect(await send(0, "x", { "content-type": "text/plain" })).toMatchObject({
      status: 415,
      body: { code: "unsupported_media_type" },
    });
  });

  it("PATCH: no byte beyond the length", async () => {
    await create();
    expect((await send(0, new Uint8Array(11))).status).toBe(413);
    expect((await tus("HEAD")).headers.get("upload-offset")).toBe("0");
  });

  it("PATCH: a body without a length", async () => {
    await create();
    const body = new ReadableStream({
      start(controller) {
        for (const byte of content) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect((await send(0, body)).headers.get("upload-offset")).toBe("10");
    expect(await received()).toBe("0123456789");
  });

  it("OPTIONS: version, extensions and limit, without a token", async () => {
    const answer = await call("OPTIONS", "/v1/tus");
    expect(answer.status).toBeOneOf([200, 204]);
    expect(answer.headers.get("tus-version")).toBe("1.0.0");
    expect(answer.headers.get("tus-max-size")).toBe(env.MAX_UPLOAD_BYTES);
    expect(answer.headers.get("tus-extension")?.split(",")).toEqual(
      expect.arrayContaining(["creation", "termination", "checksum", "expiration"]),
    );
  });

  it("Tus-Resumable: in every answer; 412 for a version that is not supported, which changes nothing", async () => {
    expect((await create()).headers.get("tus-resumable")).toBe("1.0.0");
    const other = await send(0, content, { "tus-resumable": "0.2.2" });
    expect(other.status).toBe(412);
    expect(other.headers.get("tus-version")).toBe("1.0.0");
    expect((await tus("HEAD")).headers.get("upload-offset")).toBe("0");
  });

  it("X-HTTP-Method-Override: the method that it names counts", async () => {
    await create();
    const answer = await call("POST", `/v1/tus/${grant.id}`, {
      token: grant.token,
      body: content,
      headers: {
        "tus-resumable": "1.0.0",
        "x-http-method-override": "PATCH",
        "upload-offset": "0",
        "content-type": "application/offset+octet-stream",
      },
    });
    expect(answer.status).toBe(204);
    expect(await received()).toBe("0123456789");
  });

  it("CORS: pages of any origin can read every header of the protocol", async () => {
    await create();
    const head = await tus("HEAD", { origin: "https://page.test" });
    expect(head.headers.get("access-control-allow-origin")).toBe("*");
    for (const name of ["Upload-Offset", "Location", "Upload-Expires", "Retry-After"]) {
      expect(head.headers.get("access-control-expose-headers")).toContain(name);
    }
  });
});

describe("creation", () => {
  it("201 with a Location that is right behind any proxy", async () => {
    const created = await create();
    expect(created.status).toBe(201);
    expect(created.headers.get("location")).toBe(`/v1/tus/${grant.id}`);
  });

  it("400 without a length, with a negative one, and with both kinds", async () => {
    expect((await create({})).status).toBe(400);
    expect((await create({ "upload-length": "-1" })).status).toBe(400);
    expect((await create({ "upload-length": "1", "upload-defer-length": "1" })).status).toBe(400);
  });

  it("413 above Tus-Max-Size", async () => {
    expect((await create({ "upload-length": String(Number(env.MAX_UPLOAD_BYTES) + 1) })).status).toBe(413);
  });

  it("Upload-Metadata comes back as it was given", async () => {
    const metadata = `filename ${btoa("clip.mp4")},is_private`;
    await create({ "upload-length": "10", "upload-metadata": metadata });
    expect((await tus("HEAD")).headers.get("upload-metadata")).toBe(metadata);
  });

  it("deferred length: told as such until it is declared, once", async () => {
    await create({ "upload-defer-length": "1" });
    const before = await tus("HEAD");
    expect(before.headers.get("upload-defer-length")).toBe("1");
    expect(before.headers.get("upload-length")).toBeNull();
    await send(0, content.slice(0, 5));
    expect((await send(5, content.slice(5), { "upload-length": "10" })).status).toBe(204);
    const { body } = await call<Asset>("GET", `/v1/assets/${grant.asset_id}`, { token: key });
    expect(body).toMatchObject({ status: "processing", source: { size_bytes: 10 } });
  });

  it("with upload: the bytes of the creation count", async () => {
    const created = await tus(
      "POST",
      { "upload-length": "10", "content-type": "application/offset+octet-stream" },
      content,
    );
    expect(created.status).toBe(201);
    expect(created.headers.get("upload-offset")).toBe("10");
    expect(await received()).toBe("0123456789");
  });
});

describe("expiration", () => {
  it("tells in every answer when the unfinished upload ends", async () => {
    const expected = new Date(grant.expires_at).toUTCString();
    expect((await create()).headers.get("upload-expires")).toBe(expected);
    expect((await send(0, content.slice(0, 5))).headers.get("upload-expires")).toBe(expected);
    expect((await send(5, content.slice(5))).headers.get("upload-expires")).toBeNull();
  });
});

describe("checksum", () => {
  it.each([
    ["sha1", "SHA-1"],
    ["sha256", "SHA-256"],
  ])("%s: bytes that match count", async (name, algorithm) => {
    await create();
    const sum = await digest(algorithm, content);
    expect((await send(0, content, { "upload-checksum": `${name} ${sum}` })).status).toBe(204);
    expect(await received()).toBe("0123456789");
  });

  it("460 for bytes that do not match, which are discarded; the offset stays", async () => {
    await create();
    const sum = await digest("SHA-1", new Uint8Array(3));
    const answer = await send(0, content, { "upload-checksum": `sha1 ${sum}` });
    expect(answer).toMatchObject({ status: 460, body: { code: "checksum_mismatch" } });
    expect((await tus("HEAD")).headers.get("upload-offset")).toBe("0");
    expect(await received()).toBe("");
    expect((await send(0, content)).status).toBe(204);
  });

  it("400 for an algorithm that is not supported, and nothing is kept", async () => {
    await create();
    expect((await send(0, content, { "upload-checksum": "crc32 AAAA" })).status).toBe(400);
    expect((await tus("HEAD")).headers.get("upload-offset")).toBe("0");
  });
});

describe("termination", () => {
  it("204; afterwards the upload is gone, its bytes too, and its asset is canceled", async () => {
    await create();
    await send(0, content.slice(0, 5));
    expect((await tus("DELETE")).status).toBe(204);
    expect((await tus("HEAD")).status).toBeOneOf([404, 410]);
    expect(await received()).toBe("");
    const { body } = await call<Asset>("GET", `/v1/assets/${grant.asset_id}`, { token: key });
    expect(body.status).toBe("canceled");
  });

  it("is refused once every byte is there: the source is being processed", async () => {
    await create();
    await send(0, content);
    expect((await tus("DELETE")).status).toBe(400);
    expect(await received()).toBe("0123456789");
    expect((await leaseJobOf(grant.asset_id)).lease.attempt).toBe(1);
  });
});

describe("connections that break", () => {
  it("whoever comes anew takes over at once, and finds every byte that had arrived", async () => {
    await create();
    let feed: ReadableStreamDefaultController | undefined;
    const body = new ReadableStream({
      start(controller) {
        feed = controller;
        controller.enqueue(content.slice(0, 6));
      },
    });
    const dead = send(0, body).catch(() => null);
    // The sixth byte may still be on its way when the client comes back; it asks until it hears of it.
    await expect.poll(async () => (await tus("HEAD")).headers.get("upload-offset")).toBe("6");
    expect((await send(6, content.slice(6))).status).toBe(204);
    feed?.error(new Error("the connection broke"));
    await dead;
    expect(await received()).toBe("0123456789");
  });
});
