import type { Firstframe } from "@firstframe/sdk";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { ProblemError, problemResponse } from "./problem-response.ts";
import { refuseOtherSites } from "./refuse-other-sites.ts";
import { uploadRoutes } from "./upload-routes.ts";
import { videoRoutes } from "./video-routes.ts";

interface AppOptions {
  readonly firstframe: Firstframe;
  /** The Firstframe API as the page reaches it; without a slash at the end. */
  readonly apiUrl: string;
  /** Folder with the built pages. */
  readonly pages: string;
  /** Told of every error that is not the visitor's. */
  readonly report: (error: Error) => void;
}

const largestBody = 16 * 1024;
const watchPage = "watch.html";
/** Vite puts a hash of the content into the names of what it puts here. */
const hashedFiles = "/assets/";

/** The application: its own API under `/api`, and its pages. */
export function createApp({ firstframe, apiUrl, pages, report }: AppOptions): Hono {
  const app = new Hono();
  app.use(secureHeaders());
  app.onError((error, context) => {
    const response = problemResponse(context, error);
    if (response.status >= 500) report(error);
    return response;
  });
  app.notFound((context) =>
    problemResponse(context, new ProblemError(404, "not_found", `There is no ${context.req.path}.`)),
  );

  app.use(
    "/api/*",
    refuseOtherSites,
    bodyLimit({ maxSize: largestBody, onError: tooLarge }),
    async (context, next) => {
      await next();
      context.header("cache-control", "no-store");
    },
  );
  app.get("/api/config", (context) => context.json({ api: apiUrl }));
  app.route("/api/uploads", uploadRoutes(firstframe));
  app.route("/api/videos", videoRoutes(firstframe, apiUrl));

  app.use(async (context, next) => {
    await next();
    const keep = context.req.path.startsWith(hashedFiles) && context.res.ok;
    if (!context.res.headers.has("cache-control")) {
      context.header("cache-control", keep ? "public, max-age=31536000, immutable" : "no-cache");
    }
  });
  // The address of a video: /watch/<id>, or /watch?asset=<id>.
  app.get("/watch/:assetId?", serveStatic({ root: pages, rewriteRequestPath: () => watchPage }));
  app.get("*", serveStatic({ root: pages }));
  return app;
}

function tooLarge(): never {
  throw new ProblemError(413, "payload_too_large", `The body may have at most ${largestBody} bytes.`);
}
