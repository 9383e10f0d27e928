import type { UploadOwners } from "../domain/byte-ports.ts";
import type { UploadObject } from "./upload-object.ts";

/** One Durable Object per upload, named by its id. */
export function durableUploadOwners(namespace: DurableObjectNamespace<UploadObject>): UploadOwners {
  return { fetch: (uploadId, request) => namespace.getByName(uploadId).fetch(request) };
}
