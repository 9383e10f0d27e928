/** What a caller needs to know about an error code; the one map from code to HTTP status. */
export interface ErrorDefinition {
  readonly status: number;
  readonly title: string;
  /** Whether the same request may succeed later without being changed. */
  readonly retryable: boolean;
  /** What to do about it, in a sentence or two for the developer who meets it. */
  readonly advice: string;
}

/** Errors of requests: they answer a call with `application/problem+json` (RFC 9457). */
export const requestErrors = {
  invalid_request: {
    status: 400,
    title: "The request is not valid",
    retryable: false,
    advice:
      "Look at «errors»: it names each field at fault by its full path and says what is expected. Correct those and send the request again.",
  },
  unauthenticated: {
    status: 401,
    title: "A valid key or token is required",
    retryable: false,
    advice:
      "Send a key of this deployment as «Authorization: Bearer ff_…», or the token that the route takes. One that was revoked or has ended does not come back: make or fetch another.",
  },
  token_expired: {
    status: 401,
    title: "The token has expired",
    retryable: false,
    advice: "Fetch a new token where this one came from, then go on: nothing that was received is lost.",
  },
  insufficient_scope: {
    status: 403,
    title: "The key lacks a scope",
    retryable: false,
    advice:
      "The detail names the scope that is missing. Use a key that has it, or make one with «POST /v1/api-keys».",
  },
  not_entitled: {
    status: 403,
    title: "Playback is not allowed",
    retryable: false,
    advice:
      "The video plays with a token only. Have your server sign one with «POST /v1/playback-tokens» and play its address.",
  },
  origin_not_allowed: {
    status: 403,
    title: "Pages of this origin may not use the token",
    retryable: false,
    advice:
      "The upload was made for pages of another origin. Make it with the «cors_origin» of the page that sends the file.",
  },
  unsupported_version: {
    status: 400,
    title: "There is no such version of the API",
    retryable: false,
    advice:
      "Send one of the versions that the detail lists as «Firstframe-Version», or leave the header out.",
  },
  not_found: {
    status: 404,
    title: "Not found",
    retryable: false,
    advice:
      "Check the id, the path, and that the key belongs to the environment that the thing is in. What was deleted does not come back.",
  },
  method_not_allowed: {
    status: 405,
    title: "Method not allowed",
    retryable: false,
    advice: "The path is right, the method is not. Use one of those that the «Allow» header names.",
  },
  conflict: {
    status: 409,
    title: "The state does not allow it",
    retryable: false,
    advice: "Read the thing again: its state is not one that allows this. The detail says what would.",
  },
  not_ready: {
    status: 409,
    title: "Not ready to play yet",
    retryable: true,
    advice:
      "The video is still being prepared. Try again after «Retry-After», or wait for the event asset.playable.",
  },
  on_legal_hold: {
    status: 409,
    title: "The asset is on legal hold",
    retryable: false,
    advice: "Lift the hold with «PATCH /v1/assets/:id» and «legal_hold» false, if you may; then delete.",
  },
  idempotency_in_progress: {
    status: 409,
    title: "The same request is being worked on",
    retryable: true,
    advice:
      "Another request with the same «Idempotency-Key» is being worked on. Send it again after «Retry-After» to get its answer.",
  },
  lease_lost: {
    status: 409,
    title: "The job is leased by another attempt",
    retryable: false,
    advice:
      "For media workers: somebody else has the task, or it is over. Stop working on it and take another.",
  },
  gone: {
    status: 410,
    title: "No longer available",
    retryable: false,
    advice: "It was removed, canceled or has failed for good, and does not come back. Make a new one.",
  },
  precondition_failed: {
    status: 412,
    title: "The protocol version is not supported",
    retryable: false,
    advice: "Send «Tus-Resumable: 1.0.0», the version of the protocol that is spoken here.",
  },
  payload_too_large: {
    status: 413,
    title: "Too large",
    retryable: false,
    advice:
      "Send less: the detail names the limit. A file is limited by its upload's «max_size_bytes» and by the deployment.",
  },
  uri_too_long: {
    status: 414,
    title: "The address is too long",
    retryable: false,
    advice: "Shorten the address: pass fewer filters, and what is long in the body.",
  },
  unsupported_media_type: {
    status: 415,
    title: "The content type is not supported",
    retryable: false,
    advice: "Send the body as JSON, with «Content-Type: application/json».",
  },
  type_not_allowed: {
    status: 415,
    title: "This type of file is not accepted",
    retryable: false,
    advice:
      "The upload takes other types of file: those of its «allowed_types», going by what the client says and by the bytes.",
  },
  range_not_satisfiable: {
    status: 416,
    title: "Range not satisfiable",
    retryable: false,
    advice: "Ask for a range within the file: the detail, or a HEAD request, tells its size.",
  },
  idempotency_key_reused: {
    status: 422,
    title: "The idempotency key was used for another request",
    retryable: false,
    advice:
      "The «Idempotency-Key» belongs to a request that was different. Take a new key for every request that is meant as a new one.",
  },
  captions_invalid: {
    status: 422,
    title: "The captions cannot be read",
    retryable: false,
    advice: "Correct the file where the detail says, or export it again as WebVTT or SRT.",
  },
  upload_incomplete: {
    status: 425,
    title: "The upload is not complete yet",
    retryable: true,
    advice: "For media workers: bytes are still on their way. Call again after «Retry-After».",
  },
  rate_limited: {
    status: 429,
    title: "Too many requests",
    retryable: true,
    advice: "Wait as long as «Retry-After» says. «RateLimit» tells how much is left before it comes to that.",
  },
  checksum_mismatch: {
    status: 460,
    title: "The bytes do not match their checksum",
    retryable: true,
    advice: "The bytes were damaged on the way and were not kept. Send the same part again.",
  },
  internal: {
    status: 500,
    title: "Something went wrong on our side",
    retryable: true,
    advice:
      "Send the request again, a POST with the same «Idempotency-Key». If it stays, report the «request_id».",
  },
  overloaded: {
    status: 503,
    title: "Temporarily not accepting work",
    retryable: true,
    advice: "Wait as long as «Retry-After» says, then send the request again.",
  },
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
