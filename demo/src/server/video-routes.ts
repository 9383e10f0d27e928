import type { Asset, Firstframe } from "@firstframe/sdk";
import { Hono } from "hono";
import { ProblemError } from "./problem-response.ts";
import { toVideo, type VideoList, type VideoPlayback } from "./video.ts";

const defaultLimit = 24;
const largestLimit = 240;
/** The most that the API gives in one page. */
const largestPage = 100;
/** How long a token lasts, in seconds: longer than people usually leave a page open. */
const tokenLifetimeS = 4 * 3600;

/** `/api/videos`: what the pages show, and the tokens to play it. */
export function videoRoutes(firstframe: Firstframe, apiUrl: string): Hono {
  return new Hono()
    .get("/", async (context) => {
      const limit = readLimit(context.req.query("limit"));
      const assets: Asset[] = [];
      // One more than asked for tells whether there are more.
      for await (const asset of firstframe.assets.list({ limit: Math.min(limit + 1, largestPage) })) {
        if (assets.push(asset) > limit) break;
      }
      const list: VideoList = {
        data: assets.slice(0, limit).map(toVideo),
        has_more: assets.length > limit,
      };
      return context.json(list);
    })
    .get("/:assetId", async (context) => {
      const asset = await firstframe.assets.retrieve(checkedAssetId(context.req.param("assetId")));
      return context.json(toVideo(asset));
    })
    .get("/:assetId/playback", async (context) => {
      const asset = await firstframe.assets.retrieve(checkedAssetId(context.req.param("assetId")));
      refuseUnlessPlayable(asset);
      const { playback_id } = asset;
      const grant = await firstframe.playbackTokens.create({ playback_id, expires_in_s: tokenLifetimeS });
      const playback: VideoPlayback = {
        playback_id,
        token: grant.token,
        expires_at: grant.expires_at,
        api: apiUrl,
        poster: grant.urls.poster,
      };
      return context.json(playback);
    })
    .delete("/:assetId", async (context) => {
      await firstframe.assets.delete(checkedAssetId(context.req.param("assetId")));
      return context.body(null, 204);
    });
}

function readLimit(text: string | undefined): number {
  const limit = Number(text ?? defaultLimit);
  if (Number.isInteger(limit) && limit >= 1 && limit <= largestLimit) return limit;
  throw new ProblemError(400, "invalid_request", `The limit may be 1 to ${largestLimit}.`);
}

function checkedAssetId(id: string): string {
  if (/^ast_[0-9a-hjkmnp-tv-z]{26}$/.test(id)) return id;
  throw new ProblemError(404, "not_found", "There is no such video. Check the link.");
}

function refuseUnlessPlayable({ status, error }: Asset): void {
  if (status === "playable" || status === "ready") return;
  if (status === "failed" || status === "canceled") {
    throw new ProblemError(409, "conflict", error?.message ?? "This video cannot be played.");
  }
  throw new ProblemError(409, "not_ready", "This video is still being prepared.");
}
