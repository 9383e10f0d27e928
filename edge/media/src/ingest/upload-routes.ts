import { id } from "@firstframe/contract";
import { Hono } from "hono";
import * as z from "zod";
import type { FileUploadStore } from "./file-upload-store.ts";
import type { createUploadReader } from "./upload-reader.ts";

const params = z.object({ id: id("upload") });
const query = z.object({
  start: z.coerce.number().int().default(0),
  end: z.coerce.number().int().nonnegative().optional(),
  follow: z.stringbool().default(false),
});

/** `/uploads/:id`: what the API asks of the bytes on this worker's volume. */
export function uploadRoutes(store: FileUploadStore, read: ReturnType<typeof createUploadReader>): Hono {
  const app = new Hono();
  app.get("/:id/bytes", async (context) => {
    const asked = params.safeParse(context.req.param());
    const range = query.safeParse(context.req.query());
    if (!asked.success || !range.success) return context.body(null, 404);
    const { end = null, ...rest } = range.data;
    const answer = await read(asked.data.id, { ...rest, end });
    if (answer === null) return context.body(null, 404);
    if ("notWithin" in answer) {
      return context.body(null, 416, { "x-source-size": String(answer.notWithin) });
    }
    return new Response(answer.body, {
      headers: {
        "content-type": "application/octet-stream",
        "x-source-size": String(answer.size),
        ...(answer.length === null ? {} : { "content-length": String(answer.length) }),
      },
    });
  });
  app.delete("/:id", async (context) => {
    const asked = params.safeParse(context.req.param());
    if (!asked.success) return context.body(null, 404);
    await store.discard(asked.data.id);
    return context.body(null, 204);
  });
  return app;
}
