import * as z from "zod";

/** `GET /v1/status`: whether new work is taken and how long it would wait. */
export const serviceStatus = z.object({
  accepting: z.boolean(),
  queue: z.object({
    queued: z.number().int().nonnegative(),
    running: z.number().int().nonnegative(),
    oldest_queued_s: z.number().nonnegative().nullable(),
  }),
  expected_wait_s: z.number().int().nonnegative(),
});
export type ServiceStatus = z.infer<typeof serviceStatus>;
