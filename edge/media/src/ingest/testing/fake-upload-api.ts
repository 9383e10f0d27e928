import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type Admission,
  admissionRequest,
  type CreateUpload,
  type UploadReport,
  uploadReport,
} from "@firstframe/contract";
import { idRandomBytes, makeId, makeProblem } from "@firstframe/contract/constants";

type AdmittedUpload = Admission["upload"];

export interface FakeUploadApi extends AsyncDisposable {
  readonly url: string;
  readonly reports: { readonly id: string; readonly report: UploadReport }[];
  /** While false, it answers nothing but 503. */
  isUp: boolean;
  newUpload(limits: CreateUpload): { id: string; token: string };
  /** Removes the upload's bytes, as the real one does over the worker's HTTP interface. */
  onDiscard: (uploadId: string) => Promise<void>;
}

const states: Partial<Record<UploadReport["kind"], AdmittedUpload["state"]>> = {
  started: "uploading",
  received: "completed",
  refused: "failed",
  terminated: "canceled",
  expired: "expired",
};

/** The API's side of uploads on a media worker over real HTTP: checks every message and keeps the states. */
export async function startFakeUploadApi(secret: string, maximumSize: number): Promise<FakeUploadApi> {
  const uploads = new Map<string, AdmittedUpload>();
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const send = (status: number, body?: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(body && JSON.stringify(body));
    };
    if (!api.isUp) return send(503);
    if (request.headers.authorization !== `Bearer ${secret}`) return send(401);
    if (request.url === "/internal/upload-admissions") {
      const { token } = admissionRequest.parse(JSON.parse(text));
      const upload = uploads.get(token.replace("token-of-", ""));
      const problem = {
        code: "unauthenticated",
        detail: "The upload token is not valid.",
        requestId: "req",
      } as const;
      if (upload === undefined) return send(401, makeProblem(problem));
      return send(200, { upload, token_expires_at: new Date(Date.now() + 60_000).toISOString() });
    }
    const id = /^\/internal\/uploads\/(\w+)\/reports$/.exec(request.url ?? "")?.[1] ?? "";
    const report = uploadReport.parse(JSON.parse(text));
    api.reports.push({ id, report });
    const upload = uploads.get(id);
    const state = states[report.kind];
    if (upload && state) uploads.set(id, { ...upload, state });
    if (["refused", "terminated", "expired"].includes(report.kind)) await api.onDiscard(id);
    send(204);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const api: FakeUploadApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reports: [],
    isUp: true,
    onDiscard: async () => undefined,
    newUpload(limits) {
      const id = makeId("upload", randomBytes(idRandomBytes));
      uploads.set(id, {
        id,
        state: "waiting",
        max_size_bytes: limits.max_size_bytes ?? maximumSize,
        allowed_types: limits.allowed_types ?? null,
        cors_origin: limits.cors_origin ?? null,
        timeout_s: limits.timeout_s ?? 86_400,
      });
      return { id, token: `token-of-${id}` };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return api;
}
