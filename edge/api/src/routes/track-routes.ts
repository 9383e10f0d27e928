import { createTrack as createTrackSchema, id, track, trackId, trackList } from "@firstframe/contract";
import * as z from "zod";
import { notFound } from "../domain/api-error.ts";
import { createTrack } from "../domain/create-track.ts";
import { deleteTrack } from "../domain/delete-track.ts";
import type { Services } from "../domain/ports.ts";
import { tracksOf } from "../domain/track-record.ts";
import { findAsset } from "../http/find-asset.ts";
import { idParam } from "../http/id-param.ts";
import { type Route, route } from "../http/route.ts";

const tag = "Tracks";
const params = idParam("asset");
const oneParams = z.strictObject({ id: id("asset"), trackId });

/** 10 MiB of captions as JSON writes them. */
const maxBodyBytes = 16 * 1024 * 1024;

export const trackRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v1/assets/:id/tracks",
    access: { scope: "assets:write" },
    tag,
    summary: "Add subtitles, captions or descriptions to an asset: WebVTT or SRT",
    request: { params, body: createTrackSchema },
    maxBodyBytes,
    status: 201,
    response: track,
    errors: ["captions_invalid"],
    handle: async ({ services, environment, params, body }) =>
      createTrack(services, await findAsset(services, environment, params.id), body),
  }),
  route({
    method: "GET",
    path: "/v1/assets/:id/tracks",
    access: { scope: "assets:read" },
    tag,
    summary: "Text tracks of an asset: those that were uploaded, then those of its source",
    request: { params },
    status: 200,
    response: trackList,
    handle: async ({ services, environment, params }) => ({
      data: await list(services, environment, params.id),
      next_cursor: null,
    }),
  }),
  route({
    method: "GET",
    path: "/v1/assets/:id/tracks/:trackId",
    access: { scope: "assets:read" },
    tag,
    summary: "A text track",
    request: { params: oneParams },
    status: 200,
    response: track,
    async handle({ services, environment, params }) {
      const tracks = await list(services, environment, params.id);
      const found = tracks.find((candidate) => candidate.id === params.trackId);
      if (found === undefined) throw notFound("track", params.trackId);
      return found;
    },
  }),
  route({
    method: "DELETE",
    path: "/v1/assets/:id/tracks/:trackId",
    access: { scope: "assets:write" },
    tag,
    summary: "Remove an uploaded text track with its bytes",
    request: { params: oneParams },
    status: 204,
    response: null,
    errors: ["on_legal_hold"],
    async handle({ services, environment, params }) {
      const asset = await findAsset(services, environment, params.id);
      await deleteTrack(services, { assetId: asset.id, trackId: params.trackId });
    },
  }),
];

async function list(services: Services, environment: string, assetId: string) {
  const asset = await findAsset(services, environment, assetId);
  return tracksOf(asset, await services.tracks.listOfAsset(asset.id));
}
