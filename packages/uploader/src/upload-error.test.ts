import { describe, expect, it } from "vitest";
import { errorOfAnswer, isLost, needsToken } from "./upload-error.ts";

const answer = (status: number, body: object | string = "", retryAfter: string | null = null) =>
  errorOfAnswer(
    { status, body: typeof body === "string" ? body : JSON.stringify(body), retryAfter, now: 0 },
    "otherwise",
  );

describe("errorOfAnswer", () => {
  it("says the server's own sentence about what cannot be mended", () => {
    const problem = { code: "payload_too_large", detail: "The file is larger than 1 GB." };
    expect(answer(413, problem)).toMatchObject({
      code: "payload_too_large",
      message: "The file is larger than 1 GB.",
      transient: false,
      retryable: false,
    });
  });

  it.each([409, 423, 429, 500, 502, 503])("lets %i be tried again by itself", (status) => {
    expect(answer(status, "<h1>Bad gateway</h1>")).toMatchObject({ transient: true, message: "otherwise" });
  });

  it("knows an upload that is lost even from an answer without a body, as HEAD has", () => {
    for (const status of [403, 404, 410]) expect(isLost(answer(status))).toBe(true);
    for (const status of [400, 401, 413, 500]) expect(isLost(answer(status))).toBe(false);
  });

  it("knows a token that is over, which another one mends", () => {
    expect(needsToken(answer(401))).toBe(true);
    expect(needsToken(answer(401, { code: "token_expired" }))).toBe(true);
    expect(needsToken(answer(403))).toBe(false);
  });

  it("reads Retry-After as seconds or as a date", () => {
    expect(answer(503, "", "7").retryAfterS).toBe(7);
    expect(answer(503, "", "Thu, 01 Jan 1970 00:00:30 GMT").retryAfterS).toBe(30);
    expect(answer(503, "", "soon").retryAfterS).toBeNull();
  });

  it("takes no text for a problem that is none", () => {
    expect(answer(400, "null")).toMatchObject({ code: "http_400", message: "otherwise" });
    expect(answer(400, { detail: 5 }).message).toBe("otherwise");
  });
});
