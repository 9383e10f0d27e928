import type { z } from "zod";
import { ApiError } from "../domain/api-error.ts";
import { safeExcerpt } from "../domain/safe-excerpt.ts";
import { fieldErrors } from "./field-errors.ts";
import { jsonFault } from "./json-fault.ts";

/** Bodies of most JSON routes are small; anything larger is a mistake or an attack. */
const usualLimit = 64 * 1024;

/** How many fields at fault the sentence names. */
const namedErrors = 5;

/**
 * Checks a value against its schema.
 *
 * @param where named in the error, such as `body`
 * @throws ApiError `invalid_request`, naming every field at fault
 */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where: string,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = fieldErrors(result.error.issues, where);
  const named = errors.slice(0, namedErrors).map(({ field, message }) => `${field}: ${message}`);
  const more = errors.length > namedErrors ? "; and more, see «errors»" : "";
  throw new ApiError("invalid_request", `The ${where} is not valid. ${named.join("; ")}${more}.`, { errors });
}

/**
 * Reads a request's JSON body; without one, an empty object. What says that it is text or a form is read too, if it is JSON:
 * beacons come as text, and curl calls whatever it sends a form.
 *
 * @throws ApiError `invalid_request`, `payload_too_large`, `unsupported_media_type`
 */
export async function readJson(request: Request, limitBytes = usualLimit): Promise<unknown> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const isJson = type === "" || /^application\/([a-z0-9.-]+\+)?json$/.test(type);
  if (!isJson && type !== "text/plain" && type !== "application/x-www-form-urlencoded") {
    // Some clients name a type whether they send anything or not.
    if (await isEmpty(request)) return {};
    throw unsupported(type);
  }
  const text = await readText(request, limitBytes);
  if (text === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!isJson) throw unsupported(type);
    throw invalid("is not valid JSON", error);
  }
  const fault = jsonFault(value);
  if (fault !== null) throw invalid(fault);
  return value;
}

async function isEmpty({ body }: Request): Promise<boolean> {
  if (body === null) return true;
  for await (const chunk of body) if (chunk.byteLength > 0) return false;
  return true;
}

async function readText(request: Request, limitBytes: number): Promise<string> {
  if (request.body === null) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let text = "";
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > limitBytes) {
      throw new ApiError("payload_too_large", `The body may have at most ${limitBytes} bytes. Send less.`);
    }
    text += decode(() => decoder.decode(chunk, { stream: true }));
  }
  return text + decode(() => decoder.decode());
}

function decode(read: () => string): string {
  try {
    return read();
  } catch (error) {
    throw invalid("is not valid UTF-8", error);
  }
}

function invalid(message: string, cause?: unknown): ApiError {
  return new ApiError("invalid_request", `The body ${message}. Send one JSON object, in UTF-8.`, {
    errors: [{ field: "body", message }],
    cause,
  });
}

function unsupported(type: string): ApiError {
  return new ApiError(
    "unsupported_media_type",
    `The body is «${safeExcerpt(type, 100)}», which is not read here. Send JSON, with «Content-Type: application/json».`,
  );
}
