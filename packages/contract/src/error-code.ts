/** What a caller needs to know about an error code; the one map from code to HTTP status. */
export interface ErrorDefinition {
  readonly status: number;
  readonly title: string;
  /** Whether the same request may succeed later without being changed. */
  readonly retryable: boolean;
}

/** Errors of requests: they answer a call with `application/problem+json` (RFC 9457). */
export const requestErrors = {
  invalid_request: { status: 400, title: "The request is not valid", retryable: false },
  unauthenticated: { status: 401, title: "A valid key or token is required", retryable: false },
  token_expired: { status: 401, title: "The token has expired", retryable: false },
  insufficient_scope: { status: 403, title: "The key lacks a scope", retryable: false },
  not_entitled: { status: 403, title: "Playback is not allowed", retryable: false },
  origin_not_allowed: { status: 403, title: "Pages of this origin may not use the token", retryable: false },
  unsupported_version: { status: 400, title: "There is no such version of the API", retryable: false },
  not_found: { status: 404, title: "Not found", retryable: false },
  method_not_allowed: { status: 405, title: "Method not allowed", retryable: false },
  conflict: { status: 409, title: "The state does not allow it", retryable: false },
  not_ready: { status: 409, title: "Not ready to play yet", retryable: true },
  on_legal_hold: { status: 409, title: "The asset is on legal hold", retryable: false },
  idempotency_in_progress: {
    status: 409,
    title: "The same request is being worked on",
    retryable: true,
  },
  lease_lost: { status: 409, title: "The job is leased by another attempt", retryable: false },
  gone: { status: 410, title: "No longer available", retryable: false },
  precondition_failed: { status: 412, title: "The protocol version is not supported", retryable: false },
  payload_too_large: { status: 413, title: "Too large", retryable: false },
  unsupported_media_type: { status: 415, title: "The content type is not supported", retryable: false },
  type_not_allowed: { status: 415, title: "This type of file is not accepted", retryable: false },
  range_not_satisfiable: { status: 416, title: "Range not satisfiable", retryable: false },
  idempotency_key_reused: {
    status: 422,
    title: "The idempotency key was used for another request",
    retryable: false,
  },
  captions_invalid: { status: 422, title: "The captions cannot be read", retryable: false },
  upload_incomplete: { status: 425, title: "The upload is not complete yet", retryable: true },
  rate_limited: { status: 429, title: "Too many requests", retryable: true },
  checksum_mismatch: { status: 460, title: "The bytes do not match their checksum", retryable: true },
  internal: { status: 500, title: "Something went wrong on our side", retryable: true },
  overloaded: { status: 503, title: "Temporarily not accepting work", retryable: true },
} as const satisfies Record<string, ErrorDefinition>;

export type RequestErrorCode = keyof typeof requestErrors;

/** Errors that end an asset: stable codes, each with the sentence that a person reads. */
export const assetErrors = {
  source_empty: "The file is empty. Choose a file that contains a video or a sound recording.",
  source_not_media:
    "The file is not a video or audio file that can be read. Export it again as MP4, MOV or WebM and upload that.",
  source_truncated:
    "The file is incomplete: it ends in the middle of its data. Copy or export it again, then upload the complete file.",
  source_no_tracks: "The file holds no picture and no sound. Choose another file.",
  source_unsupported:
    "The video uses a format that cannot be decoded here. Export it as MP4 with H.264 and upload that.",
  source_too_large:
    "The file is larger than this upload allows. Choose a smaller one, or export it at a lower quality.",
  source_type_not_allowed:
    "This type of file is not accepted here. Choose a file of one of the accepted types, or export it as one.",
  source_fetch_failed:
    "The file could not be fetched from its address. Check that the address works without a login, then try again.",
  source_fetch_changed:
    "The file at its address changed while it was being fetched. Try again once it stays the same.",
  source_fetch_refused:
    "The address of the file is not one that can be fetched from here. Use a public https address.",
  source_gone:
    "The video that this was to be cut from was deleted before it was cut. Upload the part as a file.",
  processing_failed:
    "Processing the video failed. Try to upload it again; if it fails again, contact support.",
  processing_timeout: "Processing took too long and was stopped. Try a shorter or smaller video.",
  upload_expired: "The upload was not finished in time. Upload the file again.",
} as const satisfies Record<string, string>;

export type AssetErrorCode = keyof typeof assetErrors;
