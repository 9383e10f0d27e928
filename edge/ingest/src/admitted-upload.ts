import type { Upload } from "@firstframe/contract";
import { TusError } from "./tus-error.ts";
import { idOfPath, uploadIdOf } from "./upload-path.ts";

/** What is known of an upload when a request with its token comes. */
export type AdmittedUpload = Pick<
  Upload,
  "id" | "state" | "max_size_bytes" | "allowed_types" | "cors_origin" | "correlation_id"
> & {
  /** How long the unfinished upload waits for the next byte, in seconds. */
  readonly timeout_s: number;
  /** Nobody removes what was received of it. */
  readonly legal_hold: boolean;
};

const over: readonly Upload["state"][] = ["canceled", "expired", "failed"];

/**
 * Holds a request to what its token is for.
 *
 * @throws TusError `not_found`, `origin_not_allowed`, `gone`
 */
export function checkAdmission(request: Request, upload: AdmittedUpload): void {
  const named = idOfPath(new URL(request.url).pathname);
  if (named !== null && uploadIdOf(named) !== upload.id) {
    throw new TusError("not_found", "This token is for another upload.");
  }
  const origin = request.headers.get("origin");
  // What is no page sends no origin; the limit keeps other sites' pages from using a token that leaked to them.
  if (upload.cors_origin !== null && origin !== null && origin !== upload.cors_origin) {
    throw new TusError("origin_not_allowed", `This token is for pages of ${upload.cors_origin}.`);
  }
  if (over.includes(upload.state)) {
    throw new TusError("gone", `This upload is ${upload.state}. Get a new one.`);
  }
}
