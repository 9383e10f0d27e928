import { decisionRecord, job, jobList, jobListQuery, jobWithTasks } from "@firstframe/contract";
import { notFound } from "../domain/api-error.ts";
import { type JobRecord, toJob } from "../domain/job-record.ts";
import type { Services } from "../domain/ports.ts";
import { readDecisionRecord } from "../domain/read-decision-record.ts";
import { retryJob } from "../domain/retry-job.ts";
import { toTask } from "../domain/task-record.ts";
import { idParam } from "../http/id-param.ts";
import { type Route, route } from "../http/route.ts";

const tag = "Jobs";
const params = idParam("job");

export const jobRoutes: Route[] = [
  route({
    method: "GET",
    path: "/v1/jobs",
    access: { scope: "jobs:read" },
    tag,
    summary: "Jobs, newest first",
    request: { query: jobListQuery },
    status: 200,
    response: jobList,
    async handle({ services, environment, query }) {
      const page = await services.jobs.list(environment, query);
      return { ...page, data: page.data.map(toJob) };
    },
  }),
  route({
    method: "GET",
    path: "/v1/jobs/:id",
    access: { scope: "jobs:read" },
    tag,
    summary: "A job with its tasks",
    request: { params },
    status: 200,
    response: jobWithTasks,
    async handle({ services, environment, params }) {
      const record = await find(services, environment, params.id);
      const tasks = await services.tasks.listOfJob(record.id);
      return { ...toJob(record), tasks: tasks.map(toTask) };
    },
  }),
  route({
    method: "GET",
    path: "/v1/jobs/:id/record",
    access: { scope: "jobs:read" },
    tag,
    summary: "Why the asset became what it is, by which commands, and what that took",
    request: { params },
    status: 200,
    response: decisionRecord,
    handle: async ({ services, environment, params }) =>
      readDecisionRecord(services, (await find(services, environment, params.id)).id),
  }),
  route({
    method: "POST",
    path: "/v1/jobs/:id/retry",
    access: { scope: "jobs:write" },
    heavy: true,
    tag,
    summary: "Process a video that failed again, by a new job; its source has to be here still",
    request: { params },
    status: 201,
    response: job,
    handle: async ({ services, environment, params }) =>
      retryJob(services, await find(services, environment, params.id)),
  }),
];

async function find(services: Services, environment: string, id: string): Promise<JobRecord> {
  const record = await services.jobs.find(id);
  if (record?.environment !== environment) throw notFound("job", id);
  return record;
}
