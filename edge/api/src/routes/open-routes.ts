import * as z from "zod";
import { type Route, route } from "../http/route.ts";

const tag = "Open";

export const openRoutes: Route[] = [
  route({
    method: "GET",
    path: "/healthz",
    operationId: "getHealth",
    access: "open",
    tag,
    summary: "Whether the Worker answers",
    status: 200,
    response: z.object({ status: z.literal("ok") }),
    handle: async () => ({ status: "ok" }),
  }),
  route({
    method: "GET",
    path: "/.well-known/jwks.json",
    operationId: "getJwks",
    access: "open",
    tag,
    summary: "Public keys that playback tokens are signed with (RFC 7517)",
    status: 200,
    response: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
    handle: ({ services }) => services.playback.jwks(),
  }),
];
