import { env } from "cloudflare:test";
import type { Admission, Asset, JobList, Upload, UploadGrant } from "@firstframe/contract";
import { beforeEach, describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { call, createKey, createUpload } from "./testing/client.ts";

let key: string;
let grant: UploadGrant;

beforeEach(async () => {
  key = await createKey();
  grant = await createUpload(key, { timeout_s: 60 });
  await env.DB.prepare("UPDATE uploads SET ingest = 'worker' WHERE id = ?").bind(grant.id).run();
});

const admit = (token: string, secret = env.MEDIA_SECRET) =>
  call<Admission>("POST", "/internal/upload-admissions", { token: secret, json: { token } });
const report = (json: object, secret = env.MEDIA_SECRET) =>
  call("POST", `/internal/uploads/${grant.id}/reports`, { token: secret, json });
const file = { size_bytes: 10, filename: "clip.mp4", content_type: "video/mp4" };
const upload = async () => (await call<Upload>("GET", `/v1/uploads/${grant.id}`, { token: key })).body;
const asset = async () => (await call<Asset>("GET", `/v1/assets/${grant.asset_id}`, { token: key })).body;

describe("a media worker that keeps uploads", () => {
  it("needs the secret that it shares with the API; a page's token or a key is none", async () => {
    for (const secret of ["", "guess", grant.token, key, env.ROOT_SECRET]) {
      expect((await admit(grant.token, secret)).status).toBe(401);
      expect((await report({ kind: "terminated" }, secret)).status).toBe(401);
    }
    expect((await upload()).state).toBe("waiting");
  });

  it("learns what a page's token is good for, and why it is not", async () => {
    expect(await admit(grant.token)).toMatchObject({
      status: 200,
      body: {
        upload: { id: grant.id, state: "waiting", timeout_s: 60, allowed_types: null },
        token_expires_at: grant.token_expires_at.replace(/\.\d+/, ".000"),
      },
    });
    expect(await admit("nonsense")).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    const claims = { upload_id: grant.id, environment: "sandbox" } as const;
    const old = await compose(env).tokens.signUpload(claims, Date.now() - 10_000);
    expect(await admit(old)).toMatchObject({ status: 401, body: { code: "token_expired" } });
    await call("DELETE", `/v1/assets/${grant.asset_id}`, { token: key });
    expect(await admit(grant.token)).toMatchObject({ status: 410, body: { code: "gone" } });
  });

  it("takes no upload of the edge, nor the edge one of the worker's", async () => {
    const other = await createUpload(key);
    expect((await admit(other.token)).status).toBe(404);
    const headers = { "tus-resumable": "1.0.0", "upload-length": "10" };
    const misplaced = await call("POST", "/v1/tus", { token: grant.token, headers });
    expect(misplaced).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  it("tells of a whole upload: begun, growing, received; harmless when repeated", async () => {
    for (let times = 0; times < 2; times++) {
      expect((await report({ kind: "started", ...file })).status).toBe(204);
    }
    expect(await upload()).toMatchObject({ state: "uploading", size_bytes: 10 });
    await env.DB.prepare("UPDATE uploads SET expires_at = 0 WHERE id = ?").bind(grant.id).run();
    await report({ kind: "progress", offset_bytes: 4 });
    const grown = await upload();
    expect(grown.offset_bytes).toBe(4);
    expect(Date.parse(grown.expires_at)).toBeGreaterThan(Date.now());
    for (let times = 0; times < 2; times++) {
      expect((await report({ kind: "received", ...file })).status).toBe(204);
    }
    expect(await upload()).toMatchObject({ state: "completed", offset_bytes: 10 });
    expect(await asset()).toMatchObject({ status: "processing", source: { filename: "clip.mp4" } });
    const { body: jobs } = await call<JobList>("GET", `/v1/jobs?asset_id=${grant.asset_id}`, { token: key });
    expect(jobs.data).toHaveLength(1);
  });

  it.each([
    [{ kind: "refused", code: "source_type_not_allowed" }, "failed", "source_type_not_allowed"],
    [{ kind: "expired" }, "expired", "upload_expired"],
    [{ kind: "terminated" }, "canceled", undefined],
  ])("tells how one ended: %j; from then on its bytes are not wanted", async (end, state, code) => {
    await report({ kind: "started", ...file });
    // That no worker can be reached to remove the bytes is no reason to fail: this one removes them itself.
    expect((await report(end)).status).toBe(204);
    expect((await upload()).state).toBe(state);
    expect((await asset()).error?.code).toBe(code);
    for (const late of [end, { kind: "received", ...file }, { kind: "progress", offset_bytes: 1 }]) {
      expect(await report(late)).toMatchObject({ status: 410, body: { code: "gone" } });
    }
  });

  it("is told when an asset was deleted while it could not be reached", async () => {
    await report({ kind: "received", ...file });
    expect((await call("DELETE", `/v1/assets/${grant.asset_id}`, { token: key })).status).toBe(204);
    expect(await report({ kind: "received", ...file })).toMatchObject({
      status: 410,
      body: { code: "gone" },
    });
  });
});
