/** Why a message is not to be trusted, or not to be understood. */
export type WebhookErrorCode =
  | "webhook_header_missing"
  | "webhook_timestamp_invalid"
  | "webhook_timestamp_too_old"
  | "webhook_timestamp_too_new"
  | "webhook_signature_missing"
  | "webhook_signature_mismatch"
  | "webhook_payload_invalid";

/** A webhook message that was refused: answer it with 400. The message says what to look at. */
export class FirstframeWebhookError extends Error {
  override readonly name = "FirstframeWebhookError";
  /** Stable; compare with this, not with the message. */
  readonly code: WebhookErrorCode;

  constructor(code: WebhookErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
