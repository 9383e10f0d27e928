import type { Handler } from "hono";
import { ApiError } from "../domain/api-error.ts";
import { problemResponse } from "./problem-response.ts";
import type { AppEnv } from "./route.ts";

/** Answers the methods that a known path does not have: OPTIONS tells those that it has, any other is refused (RFC 9110, 15.5.6). */
export function otherMethods(methods: readonly string[]): Handler<AppEnv> {
  const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  return function refuseOtherMethod(context) {
    const { method, path } = context.req;
    if (method === "OPTIONS") return context.body(null, 204, { allow });
    const detail = `${path} does not take ${method}. It takes ${allow}.`;
    const refusal = problemResponse(new ApiError("method_not_allowed", detail), context.var.requestId);
    refusal.headers.set("allow", allow);
    return refusal;
  };
}
