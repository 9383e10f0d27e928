import { env } from "cloudflare:test";
import type { ApiKeyList } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { call, createKey } from "./testing/client.ts";

async function signIn(key: string): Promise<{ status: number; cookie: string }> {
  const { status, headers } = await call("POST", "/dashboard/session", { json: { key } });
  return { status, cookie: headers.get("set-cookie") ?? "" };
}

describe("the dashboard's session", () => {
  it("looks, and does nothing else", async () => {
    const { status, cookie } = await signIn(await createKey());
    expect(status).toBe(204);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Secure/);
    const headers = { cookie: cookie.split(";")[0] ?? "" };
    expect((await call("GET", "/v1/views", { headers })).status).toBe(200);
    expect((await call("GET", "/dashboard/session", { headers })).body).toMatchObject({
      environment: "sandbox",
      key_name: "test",
    });
    expect((await call("POST", "/v1/uploads", { headers, json: {} })).status).toBe(401);
  });

  it("ends with its key", async () => {
    const { cookie } = await signIn(await createKey());
    const headers = { cookie: cookie.split(";")[0] ?? "" };
    const { body } = await call<ApiKeyList>("GET", "/v1/api-keys", { token: env.ROOT_SECRET });
    await call("POST", `/v1/api-keys/${body.data[0]?.id}/revoke`, { token: env.ROOT_SECRET });
    expect(await call("GET", "/v1/views", { headers })).toMatchObject({
      status: 401,
      body: { code: "unauthenticated" },
    });
  });

  it("is refused to wrong keys and to keys that may not look", async () => {
    expect((await signIn("ff_sandbox_00000000000000000000000000000000")).status).toBe(401);
    expect((await signIn(await createKey("sandbox", ["uploads:write"]))).status).toBe(403);
    expect(
      (await call("GET", "/dashboard/session", { headers: { cookie: "firstframe_session=nonsense" } }))
        .status,
    ).toBe(401);
  });
});
