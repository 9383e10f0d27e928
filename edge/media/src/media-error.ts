import type { AssetErrorCode } from "@firstframe/contract";

interface MediaErrorOptions extends ErrorOptions {
  /** Whether another attempt may succeed; by default no, since the source itself is at fault. */
  readonly retryable?: boolean;
}

/** Why a task ends without a result. `message` is for operators; viewers read the sentence that belongs to `code`. */
export class MediaError extends Error {
  override readonly name = "MediaError";
  readonly code: AssetErrorCode;
  readonly retryable: boolean;

  constructor(code: AssetErrorCode, detail: string, options: MediaErrorOptions = {}) {
    super(detail, options);
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}
