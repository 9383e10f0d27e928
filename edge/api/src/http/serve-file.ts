import type { Context } from "hono";
import { ApiError } from "../domain/api-error.ts";
import type { AppEnv } from "./route.ts";

/**
 * One of the deployment's own files.
 *
 * @throws ApiError `not_found`
 */
export async function serveFile(context: Context<AppEnv>): Promise<Response> {
  const response = await context.env.ASSETS.fetch(context.req.raw);
  if (response.status !== 404) return response;
  await response.body?.cancel();
  throw new ApiError("not_found", `There is no page at ${context.req.path}. Begin at /docs/ or /dashboard/.`);
}
