import { eventList, eventListQuery } from "@firstframe/contract";
import { type Route, route } from "../http/route.ts";

export const eventRoutes: Route[] = [
  route({
    method: "GET",
    path: "/v1/events",
    access: { scope: "events:read" },
    tag: "Events",
    summary: "Everything that happened, oldest first, from after a sequence number",
    request: { query: eventListQuery },
    status: 200,
    response: eventList,
    handle: ({ services, environment, query }) => services.events.list(environment, query),
  }),
];
