import { createPlaybackToken as createPlaybackTokenSchema, playbackToken } from "@firstframe/contract";
import { createPlaybackToken } from "../domain/create-playback-token.ts";
import { type Route, route } from "../http/route.ts";

export const playbackTokenRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v1/playback-tokens",
    access: { scope: "playback:sign" },
    budget: "sign",
    tag: "Playback",
    summary: "Sign a grant for everything under one playback id",
    request: { body: createPlaybackTokenSchema },
    status: 201,
    response: playbackToken,
    errors: ["not_found"],
    handle: ({ services, environment, body }) => createPlaybackToken(services, { ...body, environment }),
  }),
];
