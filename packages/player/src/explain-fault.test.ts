import { describe, expect, it } from "vitest";
import { explainFault } from "./explain-fault.ts";
import type { PlaybackFault } from "./playback-fault.ts";

const url = "https://video.example/play/pbk_1/master.m3u8";

function refused(status: number | null): PlaybackFault {
  return { kind: "http", status, url, message: "manifestLoadError" };
}

function answer(status: number, code?: string): typeof fetch {
  const type = code ? "application/problem+json" : "text/html";
  return async () =>
    new Response(code ? JSON.stringify({ code }) : "<html>", { status, headers: { "content-type": type } });
}

const unreachable: typeof fetch = () => Promise.reject(new TypeError("Failed to fetch"));

describe("explainFault", () => {
  it.each([
    [401, "token_expired", "token_expired", true],
    [401, "unauthenticated", "not_entitled", true],
    [403, "not_entitled", "not_entitled", true],
    [404, "not_found", "not_found", false],
    [410, "gone", "not_found", false],
    [409, "not_ready", "not_ready", true],
    [503, "overloaded", "server", false],
  ])("takes %i with %s for %s", async (status, problem, code, businessException) => {
    const error = await explainFault(refused(status), answer(status, problem));
    expect(error).toMatchObject({ code, businessException, cause: "manifestLoadError" });
  });

  it.each([
    [401, "not_entitled"],
    [403, "not_entitled"],
    [404, "not_found"],
    [410, "not_found"],
    [409, "not_ready"],
    [500, "server"],
  ])("falls back on the status %i where the server does not name the reason", async (status, code) => {
    expect((await explainFault(refused(status), answer(status))).code).toBe(code);
    expect((await explainFault(refused(status), unreachable)).code).toBe(code);
  });

  it("finds out why a browser's own player refused a playlist, of which it knows no status", async () => {
    expect((await explainFault(refused(null), answer(401, "token_expired"))).code).toBe("token_expired");
    expect((await explainFault(refused(null), unreachable)).code).toBe("network");
  });

  it.each(["network", "decode", "unsupported"] as const)("asks nobody about %s", async (kind) => {
    const never: typeof fetch = () => Promise.reject(new Error("asked"));
    const error = await explainFault({ kind, status: null, url: null, message: "because" }, never);
    expect(error).toMatchObject({ code: kind, businessException: false, cause: "because" });
    expect(error.message).not.toBe("");
    expect(error.advice).not.toBe("");
  });
});
