import { createHash, timingSafeEqual } from "node:crypto";
import { type RequestErrorCode, taskDispatch } from "@firstframe/contract";
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { WorkerIngest } from "./ingest/open-ingest.ts";
import type { Logger } from "./logger.ts";
import { problemResponse } from "./problem-response.ts";
import { slotKinds, slotOf, type Worker } from "./worker.ts";

interface ServerOptions {
  readonly secret: string;
  readonly worker: Worker;
  readonly makeRequestId: () => string;
  readonly logger: Logger;
  /** Null where uploads arrive elsewhere. */
  readonly ingest: Pick<WorkerIngest, "tus" | "uploads"> | null;
}

const maximumBody = 1024 * 1024;
/** Seconds after which it is worth asking again. */
const retryAfter = "2";

/** The worker's HTTP interface: `POST /tasks`, `GET /healthz` and, where uploads arrive here, `/v1/tus` and `/uploads`. */
export function createApp({ secret, worker, makeRequestId, logger, ingest }: ServerOptions): Hono {
  const app = new Hono();

  function refuse(
    code: RequestErrorCode,
    detail: string,
    more: Partial<Parameters<typeof problemResponse>[0]> = {},
  ) {
    return problemResponse({ code, detail, requestId: makeRequestId(), ...more });
  }

  app.get("/healthz", (context) =>
    context.json({
      status: "ok",
      worker_id: worker.id,
      running: Object.fromEntries(slotKinds.map((kind) => [kind, worker.running(kind)])),
      slots: worker.slots,
    }),
  );

  const limit = bodyLimit({
    maxSize: maximumBody,
    onError: () => refuse("payload_too_large", `A task is described in at most ${maximumBody} bytes.`),
  });
  const admitApi: MiddlewareHandler = async (context, next) => {
    const token = /^Bearer (.+)$/i.exec(context.req.header("authorization") ?? "")?.[1];
    if (token !== undefined && isSame(token, secret)) return next();
    return refuse("unauthenticated", "Present the media worker's secret as a bearer token.", {
      headers: { "www-authenticate": "Bearer" },
    });
  };
  if (ingest !== null) {
    app.route("/v1/tus", ingest.tus);
    app.use("/uploads/*", admitApi);
    app.route("/uploads", ingest.uploads);
  }
  app.use("/tasks", admitApi);
  app.post("/tasks", limit, async (context) => {
    const body: unknown = await context.req.json().catch((error: unknown) => {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    });
    const parsed = taskDispatch.safeParse(body);
    if (!parsed.success) {
      const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
      return refuse("invalid_request", "Send the task as JSON with the fields that the contract names.", {
        errors,
      });
    }
    if (worker.offer(parsed.data)) return context.json({ accepted: true }, 202);
    return refuse(
      "overloaded",
      `All ${worker.slots[slotOf(parsed.data)]} slots for such tasks are taken. Try again later or elsewhere.`,
      {
        headers: { "retry-after": retryAfter },
      },
    );
  });

  app.notFound(() =>
    refuse("not_found", "There are POST /tasks, GET /healthz and, where uploads arrive here, /v1/tus."),
  );
  app.onError((error) => {
    logger.log("error", "request failed", { error: error.stack ?? error.message });
    return refuse("internal", "The request could not be handled. Try again.");
  });
  return app;
}

/** Takes the same time wherever the two differ, and whatever their lengths. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
