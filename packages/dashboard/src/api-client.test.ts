import { describe, expect, it } from "vitest";
import { createApiClient } from "./api-client.ts";
import type { ApiError } from "./api-error.ts";

function clientFor(answer: (url: string, init: RequestInit) => Response | Promise<Response>) {
  const lost: ApiError[] = [];
  const client = createApiClient({
    fetch: async (url, init) => answer(String(url), init ?? {}),
    timeout: () => new AbortController().signal,
    onSessionLost: (error) => lost.push(error),
  });
  return { client, lost };
}

const problem = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json", ...headers },
  });

const signal = new AbortController().signal;

describe("createApiClient", () => {
  it("asks for what it was told, with nothing of the key in the address", async () => {
    const asked: [string, RequestInit][] = [];
    const { client } = clientFor((url, init) => {
      asked.push([url, init]);
      return Response.json({ data: [], next_cursor: null });
    });
    await client.views({ limit: 25, cursor: undefined }, signal);
    await client.asset("a/b", signal);
    await client.overall("startup_time", 24, signal);
    await client.signIn("ff_sandbox_secret");
    expect(asked.map(([url]) => url)).toEqual([
      "/v1/views?limit=25",
      "/v1/assets/a%2Fb",
      "/v1/metrics/startup_time/overall?hours=24",
      "/dashboard/session",
    ]);
    expect(asked[3]?.[1]).toMatchObject({ method: "POST", body: '{"key":"ff_sandbox_secret"}' });
  });

  it("gives problem details as an error with the server's sentence", async () => {
    const { client } = clientFor(() =>
      problem(
        503,
        { code: "overloaded", detail: "Try again soon.", request_id: "req_1" },
        { "retry-after": "7" },
      ),
    );
    await expect(client.status(signal)).rejects.toMatchObject({
      code: "overloaded",
      message: "Try again soon.",
      status: 503,
      requestId: "req_1",
      retryAfterMs: 7000,
    });
  });

  it("tells when the session is over, but not when asking for it", async () => {
    const { client, lost } = clientFor(() =>
      problem(401, { code: "unauthenticated", detail: "Not signed in.", request_id: "req_1" }),
    );
    await expect(client.readSession()).rejects.toMatchObject({ status: 401 });
    expect(lost).toHaveLength(0);
    await expect(client.status(signal)).rejects.toMatchObject({ status: 401 });
    expect(lost).toHaveLength(1);
  });

  it("explains what is no answer of this API", async () => {
    const html = clientFor(() => new Response("<p>", { headers: { "content-type": "text/html" } }));
    await expect(html.client.status(signal)).rejects.toMatchObject({ code: "unexpected_answer" });
    const bare = clientFor(() => new Response("bad gateway", { status: 502 }));
    await expect(bare.client.status(signal)).rejects.toMatchObject({ code: "unexpected_answer", status: 502 });
    const none = clientFor(() => Promise.reject(new TypeError("failed to fetch")));
    await expect(none.client.status(signal)).rejects.toMatchObject({ code: "unreachable", status: 0 });
  });

  it("lets an abort be an abort", async () => {
    const { client } = clientFor((_url, init) => {
      init.signal?.throwIfAborted();
      return Response.json({});
    });
    const reason = new Error("left the page");
    await expect(client.status(AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
