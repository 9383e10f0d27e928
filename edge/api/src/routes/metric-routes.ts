import {
  metricDefinitions,
  metricList,
  metricName,
  metricOverall,
  metricOverallQuery,
  view,
  viewList,
  viewListQuery,
} from "@firstframe/contract";
import * as z from "zod";
import { notFound } from "../domain/api-error.ts";
import { readMetric } from "../domain/read-metric.ts";
import { idParam } from "../http/id-param.ts";
import { type Route, route } from "../http/route.ts";

const tag = "Metrics";
const scope = { scope: "metrics:read" } as const;

export const metricRoutes: Route[] = [
  route({
    method: "GET",
    path: "/v1/metrics",
    access: scope,
    tag,
    summary: "The metrics that there are",
    status: 200,
    response: metricList,
    handle: async () => ({
      data: Object.entries(metricDefinitions).map(([name, { title, unit, description }]) => ({
        name,
        title,
        unit,
        description,
      })),
    }),
  }),
  route({
    method: "GET",
    path: "/v1/metrics/:metric/overall",
    access: scope,
    tag,
    summary: "One figure over all views of a time frame, with its n and its interval",
    request: { params: z.strictObject({ metric: metricName }), query: metricOverallQuery },
    status: 200,
    response: metricOverall,
    handle: ({ services, environment, params, query }) =>
      readMetric(services, { ...query, metric: params.metric, environment }),
  }),
  route({
    method: "GET",
    path: "/v1/views",
    access: scope,
    tag,
    summary: "Views, by their last beacon, newest first",
    request: { query: viewListQuery },
    status: 200,
    response: viewList,
    handle: ({ services, environment, query }) => services.views.list(environment, query),
  }),
  route({
    method: "GET",
    path: "/v1/views/:id",
    access: scope,
    tag,
    summary: "A view",
    request: { params: idParam("view") },
    status: 200,
    response: view,
    async handle({ services, environment, params }) {
      const found = await services.views.find(environment, params.id);
      if (found === null) throw notFound("view", params.id);
      return found;
    },
  }),
];
