import { readScopes } from "@firstframe/contract/constants";
import { Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import * as z from "zod";
import { ApiError } from "../domain/api-error.ts";
import { authenticateKey } from "../domain/authenticate-key.ts";
import { parseWith, readJson } from "../http/read-request.ts";
import type { AppEnv } from "../http/route.ts";
import { sessionCookie } from "../http/session-cookie.ts";

const sessionS = 12 * 3600;
const signIn = z.strictObject({ key: z.string().min(1) });

/** `/dashboard`: a session in an HttpOnly cookie that may only look, and the dashboard's files. */
export function dashboardRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.post("/session", async (context) => {
    const { services } = context.var;
    const { key: secret } = parseWith(signIn, await readJson(context.req.raw), "body");
    const key = await authenticateKey(services, secret);
    const scopes = readScopes.filter((scope) => key.scopes.includes(scope));
    if (!scopes.includes("metrics:read")) {
      throw new ApiError("insufficient_scope", "The dashboard needs a key with the scope metrics:read.");
    }
    const token = await services.tokens.signSession(
      { key_id: key.id, scopes },
      services.clock() + sessionS * 1000,
    );
    setCookie(context, sessionCookie, token, {
      httpOnly: true,
      sameSite: "Strict",
      secure: new URL(context.req.url).protocol === "https:",
      path: "/",
      maxAge: sessionS,
    });
    return context.body(null, 204);
  });
  app.get("/session", async (context) => {
    const { services } = context.var;
    const cookie = getCookie(context, sessionCookie);
    if (cookie === undefined) throw new ApiError("unauthenticated", "Not signed in.");
    const { key_id, scopes } = await services.tokens.readSession(cookie);
    const key = await services.apiKeys.find(key_id);
    if (key === null || key.revoked_at !== null) {
      throw new ApiError("unauthenticated", "The key of this session was revoked. Sign in with another one.");
    }
    return context.json({ environment: key.environment, key_name: key.name, scopes });
  });
  app.delete("/session", (context) => {
    deleteCookie(context, sessionCookie, { path: "/" });
    return context.body(null, 204);
  });
  app.get("*", (context) => context.env.ASSETS.fetch(context.req.raw));
  return app;
}
