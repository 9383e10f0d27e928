import type { Admission } from "@firstframe/contract";
import { type Ingest, problemOf, TusError, tusHeaders, tusOptions } from "@firstframe/ingest";
import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { requestBody } from "./request-body.ts";

interface Options {
  readonly ingest: Ingest;
  readonly admit: (token: string) => Promise<Admission>;
  /** As the answer to OPTIONS tells it; each upload's own limit is in its admission. */
  readonly maximumSize: number;
  readonly makeRequestId: () => string;
}

export type IngestRoutes = Hono<{ Bindings: HttpBindings }>;

/** `/v1/tus`: the protocol that pages speak, over files on this worker's volume. */
export function ingestRoutes({ ingest, admit, maximumSize, makeRequestId }: Options): IngestRoutes {
  async function admitted(request: Request): Promise<Admission> {
    const token = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    if (token !== undefined) return admit(token);
    throw new TusError("unauthenticated", "Send the upload's token as «Authorization: Bearer …».");
  }

  const app: IngestRoutes = new Hono();
  app.options("*", () => tusOptions(maximumSize));
  app.all("/:id?", async (context) => {
    const requestId = makeRequestId();
    let response: Response;
    try {
      const { upload } = await admitted(context.req.raw);
      response = await ingest.handle(withBody(context.req.raw, context.env.incoming), upload, requestId);
    } catch (error) {
      if (!(error instanceof TusError)) throw error;
      response = problemOf(error, requestId);
      for (const [name, value] of Object.entries(tusHeaders(null))) response.headers.set(name, value);
    }
    response.headers.set("x-request-id", requestId);
    return response;
  });
  return app;
}

function withBody({ method, url, headers, signal }: Request, incoming: HttpBindings["incoming"]): Request {
  const body = method === "GET" || method === "HEAD" ? null : requestBody(incoming);
  return new Request(url, { method, headers, signal, body, duplex: "half" } as RequestInit);
}
