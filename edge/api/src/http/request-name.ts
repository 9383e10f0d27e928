import type { Context } from "hono";
import { ApiError } from "../domain/api-error.ts";
import type { NamedRequest } from "../domain/do-once.ts";
import { sha256Hex } from "../domain/hex.ts";
import type { ApiKeyRecord } from "../domain/ports.ts";
import type { AppEnv } from "./route.ts";

const header = "idempotency-key";
/** What the draft calls a String of RFC 8941, or the same without quotes, as most clients send it. */
const pattern = /^"?([\x21\x23-\x7e]{1,255})"?$/;

/**
 * The name that a request gives itself (draft-ietf-httpapi-idempotency-key-header), with what it asks for.
 *
 * @param environment names are of one environment each
 * @param key and of one caller each, which a key remains when it is replaced: answers may hold what only this caller may know
 * @param json the body
 * @returns null for a request without a name
 * @throws ApiError `invalid_request` for a name that is none
 */
export async function readRequestName(
  context: Context<AppEnv>,
  { environment, key }: { readonly environment: string; readonly key: ApiKeyRecord | null },
  json: unknown,
): Promise<NamedRequest | null> {
  const text = context.req.header(header);
  if (text === undefined) return null;
  const name = pattern.exec(text.trim())?.[1];
  if (name === undefined) {
    const message = "expected 1 to 255 visible ASCII characters, such as a UUID";
    throw new ApiError("invalid_request", `The header Idempotency-Key is not valid: ${message}.`, {
      errors: [{ field: "Idempotency-Key", message }],
    });
  }
  const { pathname, search } = new URL(context.req.url);
  const [keyHash, fingerprint] = await Promise.all([
    sha256Hex(`${key === null ? "root" : key.lineage_id}\n${name}`),
    sha256Hex(`${context.req.method}\n${pathname}${search}\n${JSON.stringify(json)}`),
  ]);
  return { environment, keyHash, fingerprint };
}
