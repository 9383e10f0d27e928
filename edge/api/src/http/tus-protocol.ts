import type { RequestErrorCode } from "@firstframe/contract/constants";
import { ApiError } from "../domain/api-error.ts";
import { problemResponse } from "./problem-response.ts";
import { checksumAlgorithms } from "./upload-checksum.ts";

export const tusPath = "/v1/tus";

/** Set by the Worker after it has read the token; whatever a client sends under this name is dropped. */
export const uploadIdHeader = "x-firstframe-upload-id";

const extensions = "creation,creation-with-upload,creation-defer-length,termination,checksum,expiration";

/** The answer to OPTIONS: needs no token, and so no Durable Object. */
export function tusOptions(maximumSize: number): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "Tus-Resumable": "1.0.0",
      "Tus-Version": "1.0.0",
      "Tus-Extension": extensions,
      "Tus-Max-Size": String(maximumSize),
      "Tus-Checksum-Algorithm": checksumAlgorithms,
      ...corsHeaders,
      "Access-Control-Allow-Methods": "POST, HEAD, PATCH, DELETE, OPTIONS",
      "Access-Control-Allow-Headers":
        "Authorization, Content-Type, Upload-Length, Upload-Offset, Upload-Metadata, Upload-Defer-Length, " +
        "Upload-Checksum, Tus-Resumable, X-HTTP-Method-Override, X-Request-Id",
      "Access-Control-Max-Age": "86400",
    },
  });
}

/** Every answer needs these: uploads come from any page, and entitle by token, not by cookie. */
export const corsHeaders = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers":
    "Location, Upload-Offset, Upload-Length, Upload-Metadata, Upload-Defer-Length, Upload-Expires, Tus-Resumable, " +
    "Tus-Version, Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm, Retry-After, X-Request-Id",
};

const codes: Record<number, RequestErrorCode> = {
  404: "not_found",
  403: "not_entitled",
  409: "conflict",
  410: "gone",
  413: "payload_too_large",
  423: "conflict",
};

/** The protocol library answers errors in plain text; we say the same as problem details, status and headers kept. */
export async function tusProblem(response: Response, requestId: string): Promise<Response> {
  if (response.headers.get("content-type")?.includes("json")) return response;
  const text = (await response.text()).trim();
  const code = codes[response.status] ?? (response.status >= 500 ? "internal" : "invalid_request");
  const detail =
    code === "internal"
      ? "The bytes could not be kept right now. Try again; nothing received is lost."
      : text;
  const problem = problemResponse(new ApiError(code, detail), requestId, response.status);
  for (const [name, value] of response.headers) {
    if (!/^content-/i.test(name)) problem.headers.set(name, value);
  }
  return problem;
}
