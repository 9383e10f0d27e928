import {
  fetchResult,
  heartbeat,
  jobFailure,
  jobResult,
  lease,
  leaseRequest,
  outputPath,
} from "@firstframe/contract";
import * as z from "zod";
import { ApiError, notFound } from "../domain/api-error.ts";
import { beatJob } from "../domain/beat-job.ts";
import { completeJob } from "../domain/complete-job.ts";
import { failJob } from "../domain/fail-job.ts";
import { finishFetch } from "../domain/finish-fetch.ts";
import { leaseJob } from "../domain/lease-job.ts";
import { writeOutput } from "../domain/write-output.ts";
import { idParam } from "../http/id-param.ts";
import { type Route, route } from "../http/route.ts";
import { sourceQuery, sourceResponse } from "../http/source-response.ts";

const tag = "Media worker";
const access = { token: "job" } as const;
const params = idParam("job");
const outputParams = params.extend({ attempt: z.coerce.number().int().positive(), path: outputPath });

/** What media workers call, with the token that came with the job. */
export const internalJobRoutes: Route[] = [
  route({
    method: "POST",
    path: "/internal/jobs/:id/lease",
    access,
    tag,
    summary: "Take a queued job",
    request: { params, body: leaseRequest },
    status: 200,
    response: lease,
    handle: ({ services, params, body }) =>
      leaseJob(services, { jobId: params.id, workerId: body.worker_id }),
  }),
  route({
    method: "POST",
    path: "/internal/jobs/:id/heartbeat",
    access,
    tag,
    summary: "Keep the job and tell its progress",
    request: { params, body: heartbeat },
    status: 200,
    response: lease.pick({ expires_at: true }),
    handle: ({ services, params, body }) => beatJob(services, { ...body, jobId: params.id }),
  }),
  route({
    method: "GET",
    path: "/internal/jobs/:id/source",
    access,
    tag,
    summary: "The source's bytes: one range, or all of them as they arrive",
    request: { params, query: sourceQuery },
    status: 200,
    response: null,
    async handle({ services, params, query, context }) {
      const job = await services.jobs.find(params.id);
      const asset = job && (await services.assets.find(job.asset_id));
      if (asset === null) throw notFound("job", params.id);
      return sourceResponse(services, asset, { ...query, range: context.req.header("range") });
    },
  }),
  route({
    method: "PUT",
    path: "/internal/jobs/:id/outputs/:attempt/:path{.+}",
    access,
    tag,
    summary: "Keep one file that the attempt made",
    request: { params: outputParams },
    status: 204,
    response: null,
    async handle({ services, params, context }) {
      const sizeBytes = Number(context.req.header("content-length") ?? Number.NaN);
      const { body } = context.req.raw;
      if (!Number.isSafeInteger(sizeBytes) || body === null) {
        throw new ApiError("invalid_request", "Send the file as the body, with its Content-Length.");
      }
      await writeOutput(services, {
        jobId: params.id,
        attempt: params.attempt,
        path: params.path,
        body,
        sizeBytes,
        contentType: context.req.header("content-type") ?? "application/octet-stream",
      });
    },
  }),
  route({
    method: "POST",
    path: "/internal/jobs/:id/complete",
    access,
    tag,
    summary: "Publish what the attempt made",
    request: { params, body: jobResult },
    status: 204,
    response: null,
    handle: ({ services, params, body }) => completeJob(services, { ...body, jobId: params.id }),
  }),
  route({
    method: "POST",
    path: "/internal/jobs/:id/fetched",
    access,
    tag,
    summary: "The whole file is in its upload",
    request: { params, body: fetchResult },
    status: 204,
    response: null,
    handle: ({ services, params, body }) => finishFetch(services, { ...body, jobId: params.id }),
  }),
  route({
    method: "POST",
    path: "/internal/jobs/:id/fail",
    access,
    tag,
    summary: "Give the attempt up",
    request: { params, body: jobFailure },
    status: 204,
    response: null,
    handle: ({ services, params, body }) => failJob(services, { ...body, jobId: params.id }),
  }),
];
