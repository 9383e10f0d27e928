import { checkAdmission, problemOf, TusError, tusHeaders, tusOptions } from "@firstframe/ingest";
import { Hono } from "hono";
import { ApiError } from "../domain/api-error.ts";
import { bearer } from "../http/authenticate.ts";
import type { AppEnv } from "../http/route.ts";
import { admittedUploadHeader, requestIdHeader } from "../http/upload-headers.ts";

/** `/v1/tus`: admits by upload token and hands the request to the upload's owner. */
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
    const { upload_id } = await services.tokens.readUpload(bearer(context));
    const upload = await services.uploads.find(upload_id);
    if (upload === null) throw new ApiError("gone", "This upload was removed. Get a new one.");
    const { id, state, max_size_bytes, allowed_types, cors_origin, timeout_s } = upload;
    const admitted = {
      ...{ id, state, max_size_bytes, cors_origin, timeout_s },
      allowed_types: allowed_types && [...allowed_types],
    };
    try {
      checkAdmission(context.req.raw, admitted);
    } catch (error) {
      if (error instanceof TusError) return problemOf(error, requestId);
      throw error;
    }
    const request = new Request(context.req.raw);
    request.headers.set(admittedUploadHeader, JSON.stringify(admitted));
    request.headers.set(requestIdHeader, requestId);
    return services.uploadOwners.fetch(upload_id, request);
  });
  return app;
}
