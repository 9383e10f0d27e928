import * as z from "zod";
import { type RequestErrorCode, requestErrors } from "./error-code.ts";

/** RFC 9457 problem details, with a stable `code`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(Object.keys(requestErrors) as [RequestErrorCode, ...RequestErrorCode[]]),
  /** What went wrong and what to do about it. */
  detail: z.string(),
  request_id: z.string(),
  retryable: z.boolean(),
  /** By field, when the request's content is at fault. */
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
