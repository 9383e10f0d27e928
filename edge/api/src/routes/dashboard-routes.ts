import { Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import * as z from "zod";
import { ApiError } from "../domain/api-error.ts";
import { openSession, sessionLifetimeS } from "../domain/open-session.ts";
import { keyOfSecret, keyOfSession } from "../http/authenticate.ts";
import { otherMethods } from "../http/other-methods.ts";
import { parseWith, readJson } from "../http/read-request.ts";
import type { AppEnv } from "../http/route.ts";
import { serveFile } from "../http/serve-file.ts";
import { sessionCookie } from "../http/session-cookie.ts";

const signIn = z.strictObject({ key: z.string().min(1) });

/** `/dashboard`: a session in an HttpOnly cookie that may only look, and the dashboard's files. */
export function dashboardRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.post("/session", async (context) => {
    const { key } = parseWith(signIn, await readJson(context.req.raw), "body");
    const caller = await keyOfSecret(context, key, "read");
    setCookie(context, sessionCookie, await openSession(context.var.services, caller), {
      httpOnly: true,
      sameSite: "Strict",
      secure: new URL(context.req.url).protocol === "https:",
      path: "/",
      maxAge: sessionLifetimeS,
    });
    return context.body(null, 204);
  });
  app.get("/session", async (context) => {
    const cookie = getCookie(context, sessionCookie);
    if (cookie === undefined)
      throw new ApiError(
        "unauthenticated",
        "Not signed in. Sign in with a secret key: POST /dashboard/session.",
      );
    const { environment, name, scopes } = await keyOfSession(context, cookie, "read");
    return context.json({ environment, key_name: name, scopes });
  });
  app.delete("/session", (context) => {
    deleteCookie(context, sessionCookie, { path: "/" });
    return context.body(null, 204);
  });
  app.all("/session", otherMethods(["GET", "POST", "DELETE"]));
  app.get("*", serveFile);
  app.all("*", otherMethods(["GET"]));
  return app;
}
