import { job, jobList, jobListQuery } from "@firstframe/contract";
import { notFound } from "../domain/api-error.ts";
import { toJob } from "../domain/job-record.ts";
import { idParam } from "../http/id-param.ts";
import { type Route, route } from "../http/route.ts";

const tag = "Jobs";

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
    summary: "A job",
    request: { params: idParam("job") },
    status: 200,
    response: job,
    async handle({ services, environment, params }) {
      const record = await services.jobs.find(params.id);
      if (record?.environment !== environment) throw notFound("job", params.id);
      return toJob(record);
    },
  }),
];
