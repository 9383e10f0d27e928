import * as z from "zod";
import { assetError } from "./asset.ts";

/** Why a job or a task failed. */
export const workError = assetError.extend({
  /** For operators: what the tools said. Not meant for viewers. */
  detail: z.string().nullable(),
});
export type WorkError = z.infer<typeof workError>;
