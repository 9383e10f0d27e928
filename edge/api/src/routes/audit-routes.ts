import { auditList, auditListQuery } from "@firstframe/contract";
import { type Route, route } from "../http/route.ts";

export const auditRoutes: Route[] = [
  route({
    method: "GET",
    path: "/v1/audit",
    operationId: "listAuditEntries",
    access: { scope: "audit:read" },
    tag: "Audit",
    summary: "Who changed what, newest first",
    request: { query: auditListQuery },
    status: 200,
    response: auditList,
    handle: ({ services, environment, query }) => services.audit.list(environment, query),
  }),
];
