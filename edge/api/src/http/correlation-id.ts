import type { Context } from "hono";
import { ApiError } from "../domain/api-error.ts";
import type { AppEnv } from "./route.ts";

/** What goes into log lines and headers of others unchanged. */
const pattern = /^[\x20-\x7e]{1,128}$/;

/**
 * What the caller's own records call what it does, as its header says; null where it says nothing.
 *
 * @throws ApiError `invalid_request`
 */
export function readCorrelationId(context: Context<AppEnv>): string | null {
  const text = context.req.header("x-correlation-id");
  if (text === undefined) return null;
  if (pattern.test(text)) return text;
  const message = "expected 1 to 128 printable ASCII characters, such as an order number";
  throw new ApiError("invalid_request", `The header X-Correlation-Id is not valid: ${message}.`, {
    errors: [{ field: "X-Correlation-Id", message }],
  });
}
