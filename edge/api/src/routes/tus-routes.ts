import { Hono } from "hono";
import { ApiError } from "../domain/api-error.ts";
import { bearer } from "../http/authenticate.ts";
import type { AppEnv } from "../http/route.ts";
import { admitTus, tusHeaders, tusOptions, uploadIdHeader } from "../http/tus-protocol.ts";

/** `/v1/tus`: admits by upload token and hands the request to the upload's owner. */
export function tusRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(async (context, next) => {
    await next();
    // tus 1.0, Core: in every answer, refusals included.
    for (const [name, value] of Object.entries(tusHeaders)) context.header(name, value);
  });
  app.options("*", (context) => tusOptions(context.var.services.settings.maxUploadBytes));
  app.all("/:id?", async (context) => {
    const { services, requestId } = context.var;
    const request = admitTus(context.req.raw);
    const { upload_id } = await services.tokens.readUpload(bearer(context));
    const named = context.req.param("id");
    if (named !== undefined && named !== upload_id) {
      throw new ApiError("not_found", "This token is for another upload.");
    }
    const upload = await services.uploads.find(upload_id);
    if (upload === null) throw new ApiError("gone", "This upload was removed. Get a new one.");
    if (["canceled", "expired", "failed"].includes(upload.state)) {
      throw new ApiError("gone", `This upload is ${upload.state}. Get a new one.`);
    }
    request.headers.set(uploadIdHeader, upload_id);
    request.headers.set("x-request-id", requestId);
    return services.uploadObjects.fetch(upload_id, request);
  });
  return app;
}
