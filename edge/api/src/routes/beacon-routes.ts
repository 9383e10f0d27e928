import { beacon } from "@firstframe/contract";
import { recordBeacon } from "../domain/record-beacon.ts";
import { observeRequest } from "../http/observe-request.ts";
import { type Route, route } from "../http/route.ts";

export const beaconRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v1/beacons",
    access: "open",
    tag: "Metrics",
    summary: "What a player tells of its view; the grant in it proves that the page may play the asset",
    request: { body: beacon },
    status: 204,
    response: null,
    errors: ["unauthenticated", "token_expired", "not_found"],
    handle: ({ services, body, context }) =>
      recordBeacon(services, { beacon: body, observed: observeRequest(context.req.raw) }),
  }),
];
