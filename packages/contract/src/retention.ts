import { timestamp } from "./field.ts";

/** How long an asset is kept. */
export const retentionOptions = {
  /** When the asset is deleted by itself, in the future; kept for ever unless given. */
  delete_after: timestamp.optional(),
};
