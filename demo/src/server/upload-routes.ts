import type { Firstframe } from "@firstframe/sdk";
import { Hono } from "hono";
import { ProblemError } from "./problem-response.ts";

/** The longest value that metadata may have, in characters. */
const longestTitle = 500;

/**
 * `POST /api/uploads`: what the uploader element asks for each file, and again when its token ends in the middle of one.
 * A real application would check who is asking.
 */
export function uploadRoutes(firstframe: Firstframe): Hono {
  return new Hono().post("/", async (context) => {
    const body: unknown = await context.req.json().catch(() => null);
    const metadata = { filename: readFilename(body) };
    return context.json(await firstframe.uploads.grant(body, { playback_policy: "signed", metadata }), 201);
  });
}

function readFilename(body: unknown): string {
  if (typeof body === "object" && body !== null && "filename" in body && typeof body.filename === "string") {
    const filename = body.filename.trim();
    if (filename !== "") return Array.from(filename).slice(0, longestTitle).join("").toWellFormed();
  }
  throw new ProblemError(400, "invalid_request", 'Send the file\'s name as JSON: { "filename": "…" }.');
}
