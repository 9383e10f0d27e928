import type { ApiVersion, Environment, Scope } from "@firstframe/contract";
import type { RequestErrorCode } from "@firstframe/contract/constants";
import type { Context } from "hono";
import type { z } from "zod";
import type { Allowance, KeyBudget } from "../domain/budget.ts";
import type { ApiKeyRecord, Services } from "../domain/ports.ts";

/** What Hono carries along with a request. */
export interface AppEnv {
  Bindings: Env;
  Variables: {
    services: Services;
    requestId: string;
    /** What the request was counted against; unset while it was not. */
    allowance?: Allowance;
    /** Of routes with versions: what the answer is in; null before that is known, and for all other routes. */
    apiVersion: ApiVersion | null;
  };
}

/**
 * Who may call a route: a secret key with a scope (or also the deployment's root secret), whoever holds a token for one upload or one task, a media worker, or
 * anyone.
 * Every route says it; there is no default.
 */
export type Access =
  | { readonly scope: Scope; readonly orRoot?: true }
  | { readonly token: "upload" | "task" }
  | "media"
  | "open";

interface Schemas {
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
}

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

interface Call<S extends Schemas> {
  readonly services: Services;
  /** Of the key that calls; routes without a key have none. */
  readonly environment: Environment;
  readonly key: ApiKeyRecord | null;
  readonly params: Output<S["params"]>;
  readonly query: Output<S["query"]>;
  readonly body: Output<S["body"]>;
  readonly context: Context<AppEnv>;
}

/** A route as data: enough to serve it, to check it, and to document it. */
export interface Route<S extends Schemas = Schemas> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly access: Access;
  /** What a key's requests count against; `read` or `write` by the method unless told. Callers without a key have budgets of their own. */
  readonly budget?: KeyBudget;
  /** It makes work for the media workers: refused while too much of it waits. */
  readonly heavy?: true;
  readonly summary: string;
  readonly tag: string;
  /** Where the one that follows from method and path does not read well. */
  readonly operationId?: string;
  readonly request?: S;
  /** Largest JSON body; 64 KiB unless told. */
  readonly maxBodyBytes?: number;
  readonly status: number;
  /** Schema of the answer's JSON; null for an answer without a body, or with one that is not JSON. */
  readonly response: z.ZodType | null;
  /** Content types of what is no JSON. */
  readonly raw?: { readonly request?: string; readonly response?: string };
  /** Other statuses of success, each with what it means. */
  readonly also?: Readonly<Record<number, string>>;
  /** Errors of its own, besides those that follow from what it takes and from whom. */
  readonly errors?: readonly RequestErrorCode[];
  readonly handle: (call: Call<S>) => Promise<unknown>;
}

/** Lets the compiler infer what a handler gets from the schemas beside it. */
export function route<S extends Schemas>(definition: Route<S>): Route {
  return definition as unknown as Route;
}
