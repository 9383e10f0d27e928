import {
  heartbeat,
  lease,
  leaseRequest,
  nextTask as nextTaskSchema,
  outputPath,
  produced,
  taskFailure,
  taskResult,
} from "@firstframe/contract";
import * as z from "zod";
import { ApiError, notFound } from "../domain/api-error.ts";
import { beatTask } from "../domain/beat-task.ts";
import { completeTask } from "../domain/complete-task.ts";
import { failTask } from "../domain/fail-task.ts";
import { leaseTask } from "../domain/lease-task.ts";
import { nextTask } from "../domain/next-task.ts";
import { recordProduced } from "../domain/record-produced.ts";
import { sourceOfTask } from "../domain/source-of-task.ts";
import { writeOutput } from "../domain/write-output.ts";
import { idParam } from "../http/id-param.ts";
import { type Route, route } from "../http/route.ts";
import { sourceQuery, sourceResponse } from "../http/source-response.ts";

const tag = "Media worker";
const access = { token: "task" } as const;
const params = idParam("task");
const outputParams = params.extend({ attempt: z.coerce.number().int().positive(), path: outputPath });

/** What is told of many hours of video, in bytes: what a row of the database has room for. */
const maxBodyBytes = 1_500_000;

/** What media workers call, with the token that came with the task. */
export const internalTaskRoutes: Route[] = [
  route({
    method: "POST",
    path: "/internal/tasks/:id/lease",
    access,
    tag,
    summary: "Take a queued task",
    request: { params, body: leaseRequest },
    status: 200,
    response: lease,
    errors: ["lease_lost"],
    handle: ({ services, params, body }) =>
      leaseTask(services, { taskId: params.id, workerId: body.worker_id }),
  }),
  route({
    method: "POST",
    path: "/internal/tasks/:id/heartbeat",
    operationId: "beatTask",
    access,
    tag,
    summary: "Keep the task and tell its progress",
    request: { params, body: heartbeat },
    status: 200,
    response: lease.pick({ expires_at: true }),
    errors: ["lease_lost"],
    handle: ({ services, params, body }) => beatTask(services, { ...body, taskId: params.id }),
  }),
  route({
    method: "GET",
    path: "/internal/tasks/:id/source",
    access,
    tag,
    summary: "The source's bytes: one range, or all of them as they arrive",
    request: { params, query: sourceQuery },
    status: 200,
    response: null,
    raw: { response: "application/octet-stream" },
    also: { 206: "The part that was asked for" },
    errors: ["gone", "range_not_satisfiable"],
    async handle({ services, params, query, context }) {
      const task = await services.tasks.find(params.id);
      const asset = task && (await sourceOfTask(services, task));
      if (asset === null) throw notFound("task", params.id);
      return sourceResponse(services, asset, { ...query, range: context.req.header("range") });
    },
  }),
  route({
    method: "PUT",
    path: "/internal/tasks/:id/outputs/:attempt/:path{.+}",
    access,
    tag,
    summary: "Keep one file that the attempt made",
    request: { params: outputParams },
    status: 204,
    response: null,
    raw: { request: "application/octet-stream" },
    errors: ["lease_lost"],
    async handle({ services, params, context }) {
      const sizeBytes = Number(context.req.header("content-length") ?? Number.NaN);
      const { body } = context.req.raw;
      if (!Number.isSafeInteger(sizeBytes) || body === null) {
        throw new ApiError("invalid_request", "Send the file as the body, with its Content-Length.");
      }
      await writeOutput(services, {
        taskId: params.id,
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
    path: "/internal/tasks/:id/produced",
    operationId: "reportProduced",
    access,
    tag,
    summary: "Tell what can be played already",
    request: { params, body: produced },
    maxBodyBytes,
    status: 204,
    response: null,
    errors: ["lease_lost"],
    handle: ({ services, params, body }) => recordProduced(services, { ...body, taskId: params.id }),
  }),
  route({
    method: "POST",
    path: "/internal/tasks/:id/complete",
    access,
    tag,
    summary: "End the task with what the attempt made",
    request: { params, body: taskResult },
    maxBodyBytes,
    status: 204,
    response: null,
    errors: ["lease_lost", "upload_incomplete"],
    handle: ({ services, params, body }) => completeTask(services, params.id, body),
  }),
  route({
    method: "POST",
    path: "/internal/tasks/:id/fail",
    access,
    tag,
    summary: "Give the attempt up",
    request: { params, body: taskFailure },
    status: 204,
    response: null,
    errors: ["lease_lost"],
    handle: ({ services, params, body }) => failTask(services, { ...body, taskId: params.id }),
  }),
  route({
    method: "POST",
    path: "/internal/tasks/:id/next",
    operationId: "getNextTask",
    access,
    tag,
    summary: "Once the task has ended: another one of its job to go on with; 204 when there is none",
    request: { params },
    status: 200,
    response: nextTaskSchema,
    also: { 204: "There is none" },
    async handle({ services, params, context }) {
      return (await nextTask(services, params.id)) ?? context.body(null, 204);
    },
  }),
];
