import * as z from "zod";
import { assetError } from "./asset.ts";
import { id, listOf, timestamp } from "./field.ts";

export const eventTypes = [
  "upload.created",
  "upload.started",
  "upload.completed",
  "upload.failed",
  "upload.canceled",
  "upload.expired",
  "asset.created",
  "asset.uploading",
  "asset.processing",
  "asset.playable",
  "asset.ready",
  "asset.failed",
  "asset.canceled",
  "asset.updated",
  "asset.deleted",
  "track.created",
  "track.deleted",
  "job.queued",
  "job.started",
  "job.succeeded",
  "job.failed",
  "job.canceled",
  "task.queued",
  "task.started",
  "task.requeued",
  "task.succeeded",
  "task.failed",
  "task.canceled",
  "api_key.created",
  "api_key.rotated",
  "api_key.revoked",
  "signing_key.created",
  "signing_key.revoked",
  "webhook_endpoint.created",
  "webhook_endpoint.updated",
  "webhook_endpoint.disabled",
  "webhook_endpoint.deleted",
  "webhook.test",
  "reconciler.repaired",
] as const;
export type EventType = (typeof eventTypes)[number];

/** Whether it is a type of event, or all of a kind such as `asset.*`. */
function isEventPattern(pattern: string): boolean {
  return eventTypes.some((type) => type === pattern || `${type.split(".")[0]}.*` === pattern);
}
const patternMessage = "is not a type of event, nor all of a kind such as asset.*";

/** A type, or all of a kind, such as `asset.*`. */
export const eventPattern = z.string().refine(isEventPattern, patternMessage);

/** Patterns with commas between them. */
const eventFilter = z
  .string()
  .max(1000)
  .refine((text) => text.split(",").every(isEventPattern), patternMessage);

/** Something that happened; written in the same database batch as the change itself. */
export const event = z.object({
  id: id("event"),
  /** Rises with every event of the deployment; gaps are possible, repeats are not. */
  sequence: z.number().int().positive(),
  type: z.enum(eventTypes),
  environment: z.enum(["sandbox", "live"]),
  asset_id: z.string().nullable(),
  upload_id: z.string().nullable(),
  job_id: z.string().nullable(),
  task_id: z.string().nullable(),
  /** What is told besides, by type. */
  data: z.looseObject({
    /** Of assets, jobs and tasks: why it failed, in the words that people may read; null where that is over. */
    error: assetError.nullable().optional(),
  }),
  correlation_id: z.string().nullable(),
  /** W3C trace context of the request that it goes back to. */
  traceparent: z.string().nullable(),
  created_at: timestamp,
});
export type Event = z.infer<typeof event>;

export const eventList = listOf(event).extend({
  /**
   * Every event of the environment up to this sequence number was looked at: those that match and are not here come later, so a
   * consumer goes on from it, also where nothing matched. The last one's on this page where there may be more, otherwise the last
   * one's of the environment, 0 where there is none: of an `after` beyond the end it is less. Earlier deployments leave it out.
   */
  read_up_to: z.number().int().nonnegative().optional(),
});
export type EventList = z.infer<typeof eventList>;

/** Oldest first, from after the event with sequence number `after`. */
export const eventListQuery = z.strictObject({
  after: z.coerce.number().int().nonnegative().default(0),
  /** `next_cursor` of the page before; counts instead of `after`. */
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, "is not one of ours: pass «next_cursor» of the page before")
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(100),
  asset_id: id("asset").optional(),
  /** Only of these types, comma-separated; `asset.*` for all of a kind. */
  types: eventFilter.optional(),
});
export type EventListQuery = z.infer<typeof eventListQuery>;
