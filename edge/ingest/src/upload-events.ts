import type { AssetErrorCode } from "@firstframe/contract/constants";
import type { AdmittedUpload } from "./admitted-upload.ts";
import type { DeclaredFile } from "./declared-file.ts";

/** Who is told what becomes of an upload. Each may be told more than once. */
export interface UploadEvents {
  /** A client is about to send. */
  started(upload: AdmittedUpload, file: DeclaredFile): Promise<void>;
  /** Every byte is kept. */
  received(upload: AdmittedUpload, file: DeclaredFile & { readonly sizeBytes: number }): Promise<void>;
  /** The bytes are not what the upload allows: they are to be removed. */
  refused(upload: AdmittedUpload, code: AssetErrorCode): Promise<void>;
  /** The client gave the upload up: its bytes are to be removed. */
  terminated(upload: AdmittedUpload): Promise<void>;
}
