import { serviceStatus } from "@firstframe/contract";
import { readServiceStatus } from "../domain/read-service-status.ts";
import { type Route, route } from "../http/route.ts";

export const statusRoutes: Route[] = [
  route({
    method: "GET",
    path: "/v1/status",
    access: { scope: "ops:read" },
    tag: "Operations",
    summary: "Queue depth, expected wait, and whether new work is taken",
    status: 200,
    response: serviceStatus,
    handle: ({ services }) => readServiceStatus(services),
  }),
];
