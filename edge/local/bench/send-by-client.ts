import type { UploadGrant } from "@firstframe/contract";
import { Upload } from "tus-js-client";

interface SendOptions {
  readonly endpoint: string;
  readonly token: UploadGrant["token"];
  /** Connections that share the file. */
  readonly parallelUploads: number;
}

/** Sends a file as a page does: by tus-js-client. */
export function sendByClient(
  bytes: Buffer,
  { endpoint, token, parallelUploads }: SendOptions,
): Promise<void> {
  return new Promise((done, fail) => {
    new Upload(bytes, {
      endpoint,
      headers: { authorization: `Bearer ${token}` },
      parallelUploads,
      retryDelays: null,
      onSuccess: () => done(),
      onError: fail,
    }).start();
  });
}
