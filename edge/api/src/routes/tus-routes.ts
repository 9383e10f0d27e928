import { checkAdmission, problemOf, TusError, tusHeaders, tusOptions } from "@firstframe/ingest";
import { Hono } from "hono";
import { admitUpload } from "../domain/admit-upload.ts";
import { bearer } from "../http/authenticate.ts";
import type { AppEnv } from "../http/route.ts";
import { spendOfNetwork } from "../http/spend.ts";
import { admittedUploadHeader, requestIdHeader } from "../http/upload-headers.ts";

/**
 * `/v1/tus`: admits by upload token and hands the request to the upload's owner. Creations count against the budget of the
 * caller's network; what follows does not, for the token holds it to one upload of limited size, and a client that resumes over a
 * bad network sends many requests.
 */
export function tusRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(async (context, next) => {
    await next();
    // tus 1.0, Core: in every answer, refusals included.
    for (const [name, value] of Object.entries(tusHeaders(null))) {
      if (!context.res.headers.has(name)) context.header(name, value);
    }
  });
  app.options("*", (context) => tusOptions(context.var.services.settings.maxUploadBytes));
  app.all("/:id?", async (context) => {
    const { services, requestId } = context.var;
    if (context.req.method === "POST" && context.req.param("id") === undefined) {
      await spendOfNetwork(context, "page");
    }
    const { upload } = await admitUpload(services, bearer(context), "edge");
    try {
      checkAdmission(context.req.raw, upload);
    } catch (error) {
      if (error instanceof TusError) return problemOf(error, requestId);
      throw error;
    }
    const request = new Request(context.req.raw);
    request.headers.set(admittedUploadHeader, JSON.stringify(upload));
    request.headers.set(requestIdHeader, requestId);
    return services.uploadOwners.fetch(upload.id, request);
  });
  return app;
}
