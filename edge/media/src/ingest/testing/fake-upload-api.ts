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
  newUpload(limits: CreateUpload & { readonly legal_hold?: boolean }): { id: string; token: string };
  /** Forgets the upload, as if it had been deleted while the worker could not be reached. */
  remove(uploadId: string): void;
  /** From now on the token is too old. */
  expire(token: string): void;
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

const over: readonly AdmittedUpload["state"][] = ["failed", "canceled", "expired"];

/** The API's side of uploads on a media worker over real HTTP: checks every message and keeps the states. */
export async function startFakeUploadApi(secret: string, maximumSize: number): Promise<FakeUploadApi> {
  const uploads = new Map<string, AdmittedUpload>();
  const expired = new Set<string>();
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const send = (status: number, body?: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(body && JSON.stringify(body));
    };
    const refuse = (status: number, code: "unauthenticated" | "token_expired" | "gone" | "on_legal_hold") =>
      send(status, makeProblem({ code, detail: "Refused.", requestId: `req_${"0".repeat(26)}` }));
    if (!api.isUp) return send(503);
    if (request.headers.authorization !== `Bearer ${secret}`) return send(401);
    if (request.url === "/internal/upload-admissions") {
      const { token } = admissionRequest.parse(JSON.parse(text));
      const upload = uploads.get(token.replace("token-of-", ""));
      if (upload === undefined) return refuse(401, "unauthenticated");
      if (expired.has(token)) return refuse(401, "token_expired");
      return send(200, { upload, token_expires_at: new Date(Date.now() + 60_000).toISOString() });
    }
    const id = /^\/internal\/uploads\/(\w+)\/reports$/.exec(request.url ?? "")?.[1] ?? "";
    const report = uploadReport.parse(JSON.parse(text));
    const upload = uploads.get(id);
    if (upload === undefined || over.includes(upload.state)) return refuse(410, "gone");
    api.reports.push({ id, report });
    if (report.kind === "expired" && upload.legal_hold) return refuse(409, "on_legal_hold");
    const state = states[report.kind];
    if (state) uploads.set(id, { ...upload, state });
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
        legal_hold: limits.legal_hold ?? false,
        correlation_id: limits.correlation_id ?? null,
      });
      return { id, token: `token-of-${id}` };
    },
    remove: (uploadId) => void uploads.delete(uploadId),
    expire: (token) => void expired.add(token),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return api;
}
