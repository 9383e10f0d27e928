import { TusError } from "./tus-error.ts";
import { checksumAlgorithms } from "./upload-checksum.ts";
import { idOfPath } from "./upload-path.ts";

const version = "1.0.0";
const patchContentType = "application/offset+octet-stream";
const extensions = [
  "creation",
  "creation-with-upload",
  "creation-defer-length",
  "expiration",
  "checksum",
  "termination",
  "concatenation",
];

/** Methods that some clients cannot send, and name in `X-HTTP-Method-Override` of a POST. */
const overrides = ["PATCH", "DELETE", "HEAD"];

const exposed = [
  ...[
    "Location",
    "Upload-Offset",
    "Upload-Length",
    "Upload-Metadata",
    "Upload-Defer-Length",
    "Upload-Concat",
  ],
  ...["Upload-Expires", "Tus-Resumable", "Tus-Version", "Tus-Extension", "Tus-Max-Size"],
  ...["Tus-Checksum-Algorithm", "Retry-After", "RateLimit", "RateLimit-Policy", "X-Request-Id"],
];

/**
 * In every answer: the version that is spoken, and which pages may read it.
 *
 * @param origin the only one, or null for any: uploads are entitled by token, never by cookie
 */
export function tusHeaders(origin: string | null): Record<string, string> {
  return {
    "Tus-Resumable": version,
    "Tus-Version": version,
    "Access-Control-Allow-Origin": origin ?? "*",
    "Access-Control-Expose-Headers": exposed.join(", "),
    ...(origin === null ? {} : { Vary: "Origin" }),
  };
}

/** The answer to OPTIONS. Browsers send no token with it, so it is the same for every upload. */
export function tusOptions(maximumSize: number): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...tusHeaders(null),
      "Tus-Extension": extensions.join(","),
      "Tus-Max-Size": String(maximumSize),
      "Tus-Checksum-Algorithm": checksumAlgorithms,
      "Access-Control-Allow-Methods": "POST, HEAD, PATCH, DELETE, OPTIONS",
      "Access-Control-Allow-Headers":
        "Authorization, Content-Type, Upload-Length, Upload-Offset, Upload-Metadata, Upload-Defer-Length, " +
        "Upload-Checksum, Upload-Concat, Tus-Resumable, X-HTTP-Method-Override, X-Requested-With, X-Request-Id",
      "Access-Control-Max-Age": "86400",
    },
  });
}

/**
 * Holds a request to what the protocol says of every request, with the exact statuses.
 *
 * @returns the method that is meant: the one that `X-HTTP-Method-Override` names, if any
 * @throws TusError `precondition_failed`, `unsupported_media_type`, `invalid_request`, `method_not_allowed`
 */
export function admitRequest(request: Request): string {
  const override = request.headers.get("x-http-method-override")?.toUpperCase() ?? "";
  const method = request.method === "POST" && overrides.includes(override) ? override : request.method;
  const asked = request.headers.get("tus-resumable");
  if (asked !== version) {
    const fault = asked === null ? "Tus-Resumable is missing" : `Version ${asked} of tus is not spoken here`;
    throw new TusError("precondition_failed", `${fault}. Send «Tus-Resumable: ${version}».`);
  }
  const isUpload = idOfPath(new URL(request.url).pathname) !== null;
  if (isUpload ? !["HEAD", "PATCH", "DELETE"].includes(method) : method !== "POST") {
    throw new TusError(
      "method_not_allowed",
      `${method} is not understood at ${new URL(request.url).pathname}.`,
    );
  }
  if (method === "PATCH") {
    if (request.headers.get("content-type") !== patchContentType) {
      throw new TusError("unsupported_media_type", `Send the bytes as «Content-Type: ${patchContentType}».`);
    }
    if (!/^(0|[1-9]\d*)$/.test(request.headers.get("upload-offset") ?? "")) {
      throw new TusError("invalid_request", "Send Upload-Offset: the number of bytes before these.");
    }
  }
  return method;
}
