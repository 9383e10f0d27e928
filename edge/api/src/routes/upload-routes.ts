import {
  createUpload as createUploadSchema,
  createUploadToken,
  upload,
  uploadGrant,
  uploadList,
  uploadListQuery,
  uploadStatus,
} from "@firstframe/contract";
import { notFound } from "../domain/api-error.ts";
import { cancelUpload } from "../domain/cancel-upload.ts";
import { createUpload } from "../domain/create-upload.ts";
import type { Services } from "../domain/ports.ts";
import { readUploadStatus } from "../domain/read-upload-status.ts";
import { renewUploadToken } from "../domain/renew-upload-token.ts";
import { toUpload, type UploadRecord } from "../domain/upload-record.ts";
import { idParam } from "../http/id-param.ts";
import { type Route, route } from "../http/route.ts";

const tag = "Uploads";
const params = idParam("upload");

export const uploadRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v1/uploads",
    access: { scope: "uploads:write" },
    budget: "create",
    heavy: true,
    tag,
    summary: "Make an upload and its asset; hand the answer to the page",
    request: { body: createUploadSchema },
    status: 201,
    response: uploadGrant,
    handle: ({ services, environment, body }) => createUpload(services, { ...body, environment }),
  }),
  route({
    method: "POST",
    path: "/v1/upload-tokens",
    access: { scope: "uploads:write" },
    budget: "sign",
    tag,
    summary: "Another token for an upload, against the last one, which may have expired",
    request: { body: createUploadToken },
    status: 201,
    response: uploadGrant,
    errors: ["gone", "token_expired"],
    handle: ({ services, environment, body }) => renewUploadToken(services, { ...body, environment }),
  }),
  route({
    method: "GET",
    path: "/v1/uploads",
    access: { scope: "uploads:read" },
    tag,
    summary: "Uploads, newest first",
    request: { query: uploadListQuery },
    status: 200,
    response: uploadList,
    async handle({ services, environment, query }) {
      const page = await services.uploads.list(environment, query);
      return { ...page, data: page.data.map(toUpload) };
    },
  }),
  route({
    method: "GET",
    path: "/v1/uploads/:id",
    access: { scope: "uploads:read" },
    tag,
    summary: "An upload",
    request: { params },
    status: 200,
    response: upload,
    handle: async ({ services, environment, params }) =>
      toUpload(await find(services, environment, params.id)),
  }),
  route({
    method: "POST",
    path: "/v1/uploads/:id/cancel",
    access: { scope: "uploads:write" },
    tag,
    summary: "Give up an unfinished upload, with its asset and its bytes",
    request: { params },
    status: 200,
    response: upload,
    errors: ["on_legal_hold"],
    async handle({ services, environment, params }) {
      await find(services, environment, params.id);
      await cancelUpload(services, { uploadId: params.id });
      return toUpload(await find(services, environment, params.id));
    },
  }),
  route({
    method: "GET",
    path: "/v1/uploads/:id/status",
    access: { token: "upload" },
    tag,
    summary: "What a page may know of its upload and the asset that comes of it",
    request: { params },
    status: 200,
    response: uploadStatus,
    handle: ({ services, params }) => readUploadStatus(services, params.id),
  }),
];

async function find(services: Services, environment: string, id: string): Promise<UploadRecord> {
  const record = await services.uploads.find(id);
  if (record?.environment !== environment) throw notFound("upload", id);
  return record;
}
