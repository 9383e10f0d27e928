import { environments } from "@firstframe/contract/constants";
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import type { AdmittedKey } from "../domain/admit-key.ts";
import { ApiError } from "../domain/api-error.ts";
import { authenticateKey } from "../domain/authenticate-key.ts";
import type { KeyBudget } from "../domain/budget.ts";
import type { ApiKeyRecord } from "../domain/ports.ts";
import { readSession } from "../domain/read-session.ts";
import { budgetOf, type Declared, keyBudgetOf } from "./budget-of.ts";
import type { AppEnv } from "./route.ts";
import { sessionCookie } from "./session-cookie.ts";
import { requireAllowance, spendOfNetwork } from "./spend.ts";

/**
 * Admits a request to a route and counts it against its budget.
 *
 * @returns the key that calls, null where none is needed
 * @throws ApiError `unauthenticated`, `token_expired`, `insufficient_scope`, `rate_limited`
 */
export async function authenticate(context: Context<AppEnv>, route: Declared): Promise<ApiKeyRecord | null> {
  const { access } = route;
  if (access === "media") {
    if (await context.var.services.tokens.isMediaSecret(bearer(context))) return null;
    throw new ApiError("unauthenticated", "Present the secret that media workers share with the API.");
  }
  if (access === "open" || "token" in access) {
    const budget = budgetOf(route);
    if (budget !== null) await spendOfNetwork(context, budget);
    if (access !== "open") await admitToken(context, access.token);
    return null;
  }
  const budget = keyBudgetOf(route);
  if (access.orRoot && (await isRoot(context))) {
    await spendOfNetwork(context, budget);
    return null;
  }
  return withScope(await callingKey(context, budget), access.scope);
}

/** The token or key that the request carries. */
export function bearer(context: Context<AppEnv>): string {
  const match = /^Bearer +(\S+)$/i.exec(context.req.header("authorization") ?? "");
  if (!match?.[1]) {
    throw new ApiError("unauthenticated", "Send a key or token as «Authorization: Bearer …».");
  }
  return match[1];
}

/**
 * The key behind a secret, within its budget.
 *
 * @throws ApiError `unauthenticated`, `rate_limited`
 */
export async function keyOfSecret(
  context: Context<AppEnv>,
  secret: string,
  budget: KeyBudget,
): Promise<ApiKeyRecord> {
  return withinBudget(context, await authenticateKey(context.var.services, secret, budget));
}

/**
 * The key behind a dashboard's session, within its budget.
 *
 * @throws ApiError `unauthenticated`, `token_expired`, `rate_limited`
 */
export async function keyOfSession(
  context: Context<AppEnv>,
  cookie: string,
  budget: KeyBudget,
): Promise<ApiKeyRecord> {
  return withinBudget(context, await readSession(context.var.services, cookie, budget));
}

function withinBudget(context: Context<AppEnv>, { key, allowance }: AdmittedKey): ApiKeyRecord {
  requireAllowance(context, allowance, `The key «${key.name}»`);
  return key;
}

async function isRoot(context: Context<AppEnv>): Promise<boolean> {
  if (context.req.header("authorization") === undefined) return false;
  return context.var.services.tokens.isRootSecret(bearer(context));
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
async function callingKey(context: Context<AppEnv>, budget: KeyBudget): Promise<ApiKeyRecord> {
  const cookie = getCookie(context, sessionCookie);
  if (
    cookie === undefined ||
    context.req.header("authorization") !== undefined ||
    !["GET", "HEAD"].includes(context.req.method)
  ) {
    return keyOfSecret(context, bearer(context), budget);
  }
  return keyOfSession(context, cookie, budget);
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
