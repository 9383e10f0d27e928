import { environments } from "@firstframe/contract/constants";
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { ApiError } from "../domain/api-error.ts";
import { authenticateKey } from "../domain/authenticate-key.ts";
import type { ApiKeyRecord } from "../domain/ports.ts";
import { readSession } from "../domain/read-session.ts";
import type { Access, AppEnv } from "./route.ts";
import { sessionCookie } from "./session-cookie.ts";

/**
 * Admits a request to a route.
 *
 * @returns the key that calls, null where none is needed
 * @throws ApiError `unauthenticated`, `token_expired`, `insufficient_scope`
 */
export async function authenticate(context: Context<AppEnv>, access: Access): Promise<ApiKeyRecord | null> {
  if (access === "open") return null;
  if (access === "root_or_key") {
    if (await context.var.services.tokens.isRootSecret(bearer(context))) return null;
    return withScope(await authenticateKey(context.var.services, bearer(context)), "keys:write");
  }
  if (access === "media") {
    if (await context.var.services.tokens.isMediaSecret(bearer(context))) return null;
    throw new ApiError("unauthenticated", "Present the secret that media workers share with the API.");
  }
  if ("token" in access) {
    await admitToken(context, access.token);
    return null;
  }
  return withScope(await callingKey(context), access.scope);
}

/** The token or key that the request carries. */
export function bearer(context: Context<AppEnv>): string {
  const match = /^Bearer +(\S+)$/i.exec(context.req.header("authorization") ?? "");
  if (!match?.[1]) {
    throw new ApiError("unauthenticated", "Send a key or token as «Authorization: Bearer …».");
  }
  return match[1];
}

async function admitToken(context: Context<AppEnv>, kind: "upload" | "task"): Promise<void> {
  const { tokens } = context.var.services;
  const named =
    kind === "upload"
      ? (await tokens.readUpload(bearer(context))).upload_id
      : (await tokens.readTask(bearer(context))).task_id;
  if (named !== context.req.param("id")) {
    throw new ApiError(
      "unauthenticated",
      `This token is for another ${kind}. Use the one that came with it.`,
    );
  }
}

/** A secret key, or the dashboard's session, which may only look. */
async function callingKey(context: Context<AppEnv>): Promise<ApiKeyRecord> {
  const cookie = getCookie(context, sessionCookie);
  const { services } = context.var;
  if (
    cookie === undefined ||
    context.req.header("authorization") !== undefined ||
    !["GET", "HEAD"].includes(context.req.method)
  ) {
    return authenticateKey(services, bearer(context));
  }
  return readSession(services, cookie);
}

function withScope(key: ApiKeyRecord, scope: ApiKeyRecord["scopes"][number]): ApiKeyRecord {
  if (key.scopes.includes(scope)) return key;
  throw new ApiError(
    "insufficient_scope",
    `The key «${key.name}» lacks the scope ${scope}. Use a key that has it, or make one.`,
  );
}

/** The environment that a call without a key belongs to. */
export const defaultEnvironment = environments[0];
