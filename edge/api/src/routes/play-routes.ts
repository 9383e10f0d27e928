import { Hono } from "hono";
import { cors } from "hono/cors";
import { readPlaybackFile } from "../domain/read-playback-file.ts";
import { contentRange, readRange } from "../http/byte-range.ts";
import { otherMethods } from "../http/other-methods.ts";
import { rateLimitHeaders } from "../http/rate-limit-headers.ts";
import type { AppEnv } from "../http/route.ts";

/** Playlists may still change while renditions are added; media files never do under their name. */
const playlistAge = 2;
const mediaAge = 86_400;

/**
 * `/play/<grant>/<path>`: everything that a player needs, for whoever holds the grant. There is no limit: a school or a mobile
 * network is one address with many viewers, and what they get may be cached. Grants that are none are counted as failures.
 */
export function playRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(
    cors({
      origin: "*",
      allowMethods: ["GET", "HEAD"],
      allowHeaders: ["Range"],
      exposeHeaders: ["Content-Range", "Content-Length", ...rateLimitHeaders],
      maxAge: 86_400,
    }),
  );
  app.get("/:grant/:path{.+}", async (context) => {
    const { grant, path } = context.req.param();
    const range = readRange(context.req.header("range"));
    const object = await readPlaybackFile(context.var.services, { grant, path, ...(range ? { range } : {}) });
    const length = object.range ? object.range.end - object.range.start : object.size;
    const headers = new Headers({
      "content-type": object.contentType ?? "application/octet-stream",
      "content-length": String(length),
      "cache-control": `public, max-age=${path.endsWith(".m3u8") ? playlistAge : mediaAge}`,
      "accept-ranges": "bytes",
      etag: object.etag,
      "x-content-type-options": "nosniff",
      "timing-allow-origin": "*",
    });
    if (object.range) headers.set("content-range", contentRange(object.range, object.size));
    return new Response(object.body, { status: object.range ? 206 : 200, headers });
  });
  app.all("/:grant/:path{.+}", otherMethods(["GET"]));
  return app;
}
