import { env, runDurableObjectAlarm, runInDurableObject, SELF } from "cloudflare:test";
import type { Asset, Upload, UploadGrant, UploadStatus } from "@firstframe/contract";
import { beforeEach, describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { call, createKey, createUpload, patch } from "./testing/client.ts";

let key: string;
let grant: UploadGrant;

beforeEach(async () => {
  key = await createKey();
  grant = await createUpload(key);
});

const begin = (size: number, headers: Record<string, string> = {}) =>
  call("POST", "/v1/tus", {
    token: grant.token,
    headers: { "tus-resumable": "1.0.0", "upload-length": String(size), ...headers },
  });
const read = <Body>(path: string) => call<Body>("GET", path, { token: key });
const owner = () => env.UPLOADS.getByName(grant.id);
const objectsLeft = async () => (await env.BUCKET.list({ prefix: `sources/${grant.id}/` })).objects.length;

/** Lets the time of the upload pass, without waiting for it. */
async function passTime(): Promise<void> {
  await runInDurableObject(owner(), (_object, { storage }) => {
    const kept = storage.kv.get<{ expiresAt: number }>("upload");
    if (kept) storage.kv.put("upload", { ...kept, expiresAt: Date.now() - 1 });
  });
}

/** A body that goes on until it is told otherwise. */
function openBody(first: string) {
  let feed: ReadableStreamDefaultController | undefined;
  const stream = new ReadableStream({
    start(controller) {
      feed = controller;
      controller.enqueue(new TextEncoder().encode(first));
    },
  });
  return {
    stream,
    send: (text: string) => feed?.enqueue(new TextEncoder().encode(text)),
    end: () => feed?.close(),
  };
}

describe("expiry", () => {
  it("comes by alarm, ends upload and asset with the reason, and leaves nothing in the bucket", async () => {
    await begin(10);
    await patch(grant, 0, "01234");
    expect(await objectsLeft()).toBe(1);
    await passTime();
    expect(await runDurableObjectAlarm(owner())).toBe(true);
    expect((await read<Upload>(`/v1/uploads/${grant.id}`)).body.state).toBe("expired");
    expect((await read<Asset>(`/v1/assets/${grant.asset_id}`)).body).toMatchObject({
      status: "failed",
      error: { code: "upload_expired" },
    });
    expect(await objectsLeft()).toBe(0);
    expect((await patch(grant, 5, "56789")).status).toBe(410);
  });

  it("is put off by every byte that arrives", async () => {
    await begin(10);
    const before = await call("HEAD", `/v1/tus/${grant.id}`, {
      token: grant.token,
      headers: { "tus-resumable": "1.0.0" },
    });
    await passTime();
    const after = await patch(grant, 0, "01234");
    const expires = (answer: typeof after) => Date.parse(answer.headers.get("upload-expires") ?? "");
    expect(expires(after)).toBeGreaterThanOrEqual(expires(before));
    await runDurableObjectAlarm(owner());
    expect((await read<Upload>(`/v1/uploads/${grant.id}`)).body.state).toBe("uploading");
    expect((await patch(grant, 5, "56789")).status).toBe(204);
  });
});

describe("a source that is read while it grows", () => {
  const source = (query: string) =>
    SELF.fetch(`https://video.test/v1/assets/${grant.asset_id}/source?${query}`, {
      headers: { authorization: `Bearer ${key}` },
    });

  it("follows the upload to its end", async () => {
    await begin(10);
    await patch(grant, 0, "012");
    const following = source("follow=true").then((response) => response.text());
    const fromThree = source("follow=true&offset=3").then((response) => response.text());
    const fromSix = source("follow=true&offset=6").then((response) => response.text());
    const beyond = source("follow=true&offset=10").then((response) => response.text());
    await patch(grant, 3, "3456");
    await patch(grant, 7, "789");
    expect(await following).toBe("0123456789");
    expect(await fromThree).toBe("3456789");
    // What had not arrived when it was asked for.
    expect(await fromSix).toBe("6789");
    expect(await beyond).toBe("");
    const rest = await source("follow=true&offset=8");
    expect([rest.status, rest.headers.get("content-length"), await rest.text()]).toEqual([200, "2", "89"]);
    expect((await source("follow=true&offset=10")).status).toBe(416);
  });

  it("breaks off when the upload is given up, rather than end as if it were whole", async () => {
    await begin(10);
    await patch(grant, 0, "012");
    const response = await source("follow=true");
    const reading = response.text().then(
      () => "whole",
      () => "broken",
    );
    await call("POST", `/v1/uploads/${grant.id}/cancel`, { token: key });
    expect(await reading).toBe("broken");
  });

  it("gives ranges of what is there, and a name under which a browser saves it", async () => {
    await begin(10, { "upload-metadata": `filename ${btoa("a'b.mp4")}` });
    await patch(grant, 0, "0123456");
    const range = await call("GET", `/v1/assets/${grant.asset_id}/source`, {
      token: key,
      headers: { range: "bytes=2-4" },
    });
    expect(range).toMatchObject({ status: 206, body: "234" });
    expect(range.headers.get("content-range")).toBe("bytes 2-4/7");
    expect(range.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''a%27b.mp4");
    const beyond = await call("GET", `/v1/assets/${grant.asset_id}/source`, {
      token: key,
      headers: { range: "bytes=7-" },
    });
    expect(beyond).toMatchObject({ status: 416, body: { code: "range_not_satisfiable" } });
  });
});

describe("an upload that is given up while bytes come", () => {
  it("keeps nothing of them", async () => {
    await begin(100);
    const body = openBody("0123456789");
    const sending = patch(grant, 0, body.stream).catch(() => null);
    await expect
      .poll(async () => (await read<Upload>(`/v1/uploads/${grant.id}`)).body.state)
      .toBe("uploading");
    expect((await call("POST", `/v1/uploads/${grant.id}/cancel`, { token: key })).status).toBe(200);
    body.send("more");
    body.end();
    await sending;
    expect(await objectsLeft()).toBe(0);
    expect((await read<Asset>(`/v1/assets/${grant.asset_id}`)).body.status).toBe("canceled");
  });
});

describe("a process that died", () => {
  it("leaves no object that belongs to nothing", async () => {
    await begin(10);
    await patch(grant, 0, "01234");
    const orphan = `sources/${grant.id}/0000000000000005-orphan`;
    await env.BUCKET.put(orphan, "56789");
    await runInDurableObject(owner(), (_object, { storage }) => {
      storage.sql.exec("INSERT INTO pending_objects (key) VALUES (?)", orphan);
    });
    await restart();
    expect((await patch(grant, 5, "56789")).status).toBe(204);
    expect(await env.BUCKET.get(orphan)).toBeNull();
    expect(await objectsLeft()).toBe(2);
  });

  /** Ends the Durable Object; the next request makes it anew over the same storage. */
  async function restart(): Promise<void> {
    await runInDurableObject(owner(), (_object, state) => state.abort("restart")).catch(() => undefined);
  }
});

describe("upload tokens", () => {
  const expired = () =>
    compose(env).tokens.signUpload({ upload_id: grant.id, environment: "sandbox" }, Date.now() - 1000);

  it("401 token_expired in the middle; renewed against the old one, the upload goes on where it was", async () => {
    await begin(10);
    await patch(grant, 0, "01234");
    const old = await expired();
    expect(await patch({ ...grant, token: old }, 5, "56789")).toMatchObject({
      status: 401,
      body: { code: "token_expired" },
    });
    const renewed = await call<UploadGrant>("POST", "/v1/upload-tokens", {
      token: key,
      json: { token: old },
    });
    expect(renewed.status).toBe(201);
    expect(renewed.body).toMatchObject({ id: grant.id, asset_id: grant.asset_id, endpoint: grant.endpoint });
    expect((await patch(renewed.body, 5, "56789")).status).toBe(204);
    const status = await call<UploadStatus>("GET", grant.status_url, { token: renewed.body.token });
    expect(status.body.upload_state).toBe("completed");
  });

  it("are renewed for nobody else: not by another environment's key, nor against what is no upload token", async () => {
    const live = await createKey("live");
    const renew = (token: string, of: string) =>
      call("POST", "/v1/upload-tokens", { token, json: { token: of } });
    for (const refused of [
      await renew(live, grant.token),
      await renew(key, "nonsense"),
      await renew(key, await compose(env).tokens.signTask({ task_id: grant.id }, Date.now() + 60_000)),
    ]) {
      expect(refused).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    }
  });

  it("last as long as was asked for", async () => {
    const short = await createUpload(key, { token_expires_in_s: 10 });
    expect(Date.parse(short.token_expires_at) - Date.now()).toBeLessThanOrEqual(10_000);
    expect(Date.parse(short.expires_at) - Date.now()).toBeGreaterThan(23 * 3600 * 1000);
  });
});
