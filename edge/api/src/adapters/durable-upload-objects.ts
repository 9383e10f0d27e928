import type { UploadObjects } from "../domain/ports.ts";
import type { UploadObject } from "./upload-object.ts";

/** One Durable Object per upload, named by its id. */
export function durableUploadObjects(namespace: DurableObjectNamespace<UploadObject>): UploadObjects {
  return {
    fetch: (uploadId, request) => namespace.getByName(uploadId).fetch(request),
    async parts(uploadId) {
      return namespace.getByName(uploadId).parts();
    },
    discard: (uploadId) => namespace.getByName(uploadId).discard(),
  };
}
