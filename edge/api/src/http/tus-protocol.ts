import type { RequestErrorCode } from "@firstframe/contract/constants";
import { ApiError } from "../domain/api-error.ts";
import { problemResponse } from "./problem-response.ts";
import { checksumAlgorithms } from "./upload-checksum.ts";

export const tusPath = "/v1/tus";

/** Set by the Worker after it has read the token; whatever a client sends under this name is dropped. */
export const uploadIdHeader = "x-firstframe-upload-id";

const extensions = "creation,creation-with-upload,creation-defer-length,termination,checksum,expiration";

/** Every answer needs these: uploads come from any page, and entitle by token, not by cookie. */
const corsHeaders = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers":
    "Location, Upload-Offset, Upload-Length, Upload-Metadata, Upload-Defer-Length, Upload-Expires, Tus-Resumable, " +
    "Tus-Version, Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm, Retry-After, X-Request-Id",
};

const version = "1.0.0";
const patchContentType = "application/offset+octet-stream";

/** Methods that some clients cannot send, and name in `X-HTTP-Method-Override` of a POST. */
const overrides = ["PATCH", "DELETE"];

/** In every answer: the version that is spoken, and who may read it. */
export const tusHeaders = { "Tus-Resumable": version, "Tus-Version": version, ...corsHeaders };

/**
 * Holds a request to what the protocol says of every request, with the exact statuses.
 *
 * @returns the request as it is meant: under the method that it names in `X-HTTP-Method-Override`, if any
 * @throws ApiError `precondition_failed`, `unsupported_media_type`
 */
export function admitTus(request: Request): Request {
  const override = request.headers.get("x-http-method-override")?.toUpperCase() ?? "";
  const method = request.method === "POST" && overrides.includes(override) ? override : request.method;
  const asked = request.headers.get("tus-resumable");
  if (asked !== version) {
    throw new ApiError(
      "precondition_failed",
      `${asked === null ? "Tus-Resumable is missing" : `Version ${asked} of tus is not spoken here`}. Send «Tus-Resumable: ${version}».`,
    );
  }
  if (method === "PATCH" && request.headers.get("content-type") !== patchContentType) {
    throw new ApiError("unsupported_media_type", `Send the bytes as «Content-Type: ${patchContentType}».`);
  }
  return new Request(request, { method });
}

/** The answer to OPTIONS: needs no token, and so no Durable Object. */
export function tusOptions(maximumSize: number): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...tusHeaders,
      "Tus-Extension": extensions,
      "Tus-Max-Size": String(maximumSize),
      "Tus-Checksum-Algorithm": checksumAlgorithms,
      "Access-Control-Allow-Methods": "POST, HEAD, PATCH, DELETE, OPTIONS",
      "Access-Control-Allow-Headers":
        "Authorization, Content-Type, Upload-Length, Upload-Offset, Upload-Metadata, Upload-Defer-Length, " +
        "Upload-Checksum, Tus-Resumable, X-HTTP-Method-Override, X-Request-Id",
      "Access-Control-Max-Age": "86400",
    },
  });
}

const codes: Record<number, RequestErrorCode> = {
  460: "checksum_mismatch",
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
