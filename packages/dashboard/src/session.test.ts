import { describe, expect, it } from "vitest";
import { createApiClient } from "./api-client.ts";
import { currentSession, keyFromHash, signIn, signOut } from "./session.ts";

const session = { environment: "sandbox", key_name: "dashboard", scopes: ["metrics:read"] };

function problem(status: number, code: string, detail: string): Response {
  return new Response(JSON.stringify({ status, code, detail, request_id: "req_1" }), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });
}

/** A client whose calls are answered in turn, and what was called. */
function scripted(...answers: Response[]) {
  const calls: string[] = [];
  const client = createApiClient(async (input, init) => {
    calls.push([init?.method ?? "GET", String(input), init?.body].filter(Boolean).join(" "));
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError("Failed to fetch");
    return answer;
  });
  return { client, calls };
}

describe("keyFromHash", () => {
  it("finds the key, and nothing in a route", () => {
    expect(keyFromHash("#key=ff_sandbox_abc")).toBe("ff_sandbox_abc");
    expect(keyFromHash("#/assets")).toBeNull();
    expect(keyFromHash("")).toBeNull();
  });
});

describe("currentSession", () => {
  it("is null when nobody is signed in", async () => {
    const { client } = scripted(problem(401, "unauthenticated", "Not signed in."));
    expect(await currentSession(client)).toBeNull();
  });

  it("does not take an outage for being signed out", async () => {
    const { client } = scripted(problem(500, "internal", "Something went wrong."));
    await expect(currentSession(client)).rejects.toMatchObject({ status: 500, requestId: "req_1" });
    await expect(currentSession(client)).rejects.toMatchObject({ code: "unreachable", status: 0 });
  });
});

describe("signIn", () => {
  it("sends the key in the body alone, then reads the session", async () => {
    const { client, calls } = scripted(new Response(null, { status: 204 }), Response.json(session));
    expect(await signIn(client, " ff_sandbox_abc\n")).toEqual(session);
    expect(calls).toEqual(['POST /dashboard/session {"key":"ff_sandbox_abc"}', "GET /dashboard/session"]);
  });

  it("says what is wrong with a key", async () => {
    const { client } = scripted(
      problem(401, "unauthenticated", "No."),
      problem(403, "insufficient_scope", "The dashboard needs a key with the scope metrics:read."),
    );
    await expect(signIn(client, "a")).rejects.toThrow("This key is not valid or was revoked.");
    await expect(signIn(client, "b")).rejects.toThrow("metrics:read");
  });
});

describe("signOut", () => {
  it("deletes the session", async () => {
    const { client, calls } = scripted(new Response(null, { status: 204 }));
    await signOut(client);
    expect(calls).toEqual(["DELETE /dashboard/session"]);
  });
});
