import type { z } from "zod";
import { ApiError } from "../domain/api-error.ts";

/** Bodies of most JSON routes are small; anything larger is a mistake or an attack. */
const usualLimit = 64 * 1024;

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
  const errors = result.error.issues.flatMap((issue) => {
    const path = issue.path.join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        field: path ? `${path}.${key}` : key,
        message: "is not a known field",
      }));
    }
    return [{ field: path || where, message: issue.message }];
  });
  const named = errors.map(({ field, message }) => `${field}: ${message}`).join("; ");
  throw new ApiError("invalid_request", `The ${where} is not valid. ${named}.`, { errors });
}

/**
 * Reads a request's JSON body, whatever its content type says (beacons come as text/plain).
 *
 * @throws ApiError `invalid_request`, `payload_too_large`
 */
export async function readJson(request: Request, limitBytes = usualLimit): Promise<unknown> {
  const text = await readText(request, limitBytes);
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiError("invalid_request", "The body is not valid JSON.", { cause: error });
  }
}

async function readText(request: Request, limitBytes: number): Promise<string> {
  if (request.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > limitBytes) {
      throw new ApiError("payload_too_large", `The body may have at most ${limitBytes} bytes.`);
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
