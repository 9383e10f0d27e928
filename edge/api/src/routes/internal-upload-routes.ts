import { admission, admissionRequest, type UploadReport, uploadReport } from "@firstframe/contract";
import { admitUpload } from "../domain/admit-upload.ts";
import { cancelUpload } from "../domain/cancel-upload.ts";
import { checkWanted } from "../domain/check-wanted.ts";
import { completeUpload } from "../domain/complete-upload.ts";
import { expireUpload } from "../domain/expire-upload.ts";
import { onLegalHold } from "../domain/on-legal-hold.ts";
import type { Services } from "../domain/ports.ts";
import { recordProgress } from "../domain/record-progress.ts";
import { refuseUpload } from "../domain/refuse-upload.ts";
import { startUpload } from "../domain/start-upload.ts";
import { idParam } from "../http/id-param.ts";
import { type Route, route } from "../http/route.ts";

const tag = "Media worker";

/** What a media worker calls about the uploads that arrive on its volume, with the secret that it shares with the API. */
export const internalUploadRoutes: Route[] = [
  route({
    method: "POST",
    path: "/internal/upload-admissions",
    access: "media",
    tag,
    summary: "What an upload token is good for",
    request: { body: admissionRequest },
    status: 200,
    response: admission,
    errors: ["token_expired", "gone", "not_found"],
    handle: ({ services, body }) => admitUpload(services, body.token, "worker"),
  }),
  route({
    method: "POST",
    path: "/internal/uploads/:id/reports",
    access: "media",
    tag,
    summary: "Tell what became of an upload",
    request: { params: idParam("upload"), body: uploadReport },
    status: 204,
    response: null,
    errors: ["gone", "on_legal_hold"],
    async handle({ services, params, body }) {
      await checkWanted(services, params.id);
      await act(services, params.id, body);
    },
  }),
];

async function act(services: Services, uploadId: string, report: UploadReport): Promise<void> {
  switch (report.kind) {
    case "started":
    case "received": {
      const file = { uploadId, filename: report.filename, contentType: report.content_type };
      return report.kind === "started"
        ? startUpload(services, { ...file, sizeBytes: report.size_bytes })
        : completeUpload(services, { ...file, sizeBytes: report.size_bytes });
    }
    case "progress":
      return recordProgress(services, { uploadId, offsetBytes: report.offset_bytes });
    case "refused":
      return refuseUpload(services, { uploadId, code: report.code });
    case "terminated":
      return cancelUpload(services, { uploadId, evenOnHold: true });
    case "expired":
      if ((await expireUpload(services, uploadId)) === "held") throw onLegalHold("The upload");
  }
}
