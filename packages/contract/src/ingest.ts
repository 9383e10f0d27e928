import * as z from "zod";
import { assetErrorCode } from "./asset.ts";
import { timestamp } from "./field.ts";
import { upload } from "./upload.ts";

/** Media worker → API, `POST /internal/upload-admissions`: what the token that a page presents is good for. */
export const admissionRequest = z.strictObject({ token: z.string().min(1).max(4096) });

export const admission = z.object({
  upload: upload
    .pick({ id: true, state: true, max_size_bytes: true, allowed_types: true, cors_origin: true })
    .extend({
      /** For log lines. */
      correlation_id: z.string().nullable(),
      /** How long the unfinished upload waits for the next byte, in seconds. */
      timeout_s: z.number().int().positive(),
      /** Nobody removes what was received of it. */
      legal_hold: z.boolean(),
    }),
  token_expires_at: timestamp,
});
export type Admission = z.infer<typeof admission>;

const file = {
  filename: z.string().nullable(),
  content_type: z.string().nullable(),
};

/** Media worker → API, `POST /internal/uploads/:id/reports`: what became of an upload on its volume. */
export const uploadReport = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("started"),
    size_bytes: z.number().int().nonnegative().nullable(),
    ...file,
  }),
  z.strictObject({ kind: z.literal("progress"), offset_bytes: z.number().int().nonnegative() }),
  z.strictObject({ kind: z.literal("received"), size_bytes: z.number().int().nonnegative(), ...file }),
  z.strictObject({ kind: z.literal("refused"), code: assetErrorCode }),
  z.strictObject({ kind: z.literal("terminated") }),
  z.strictObject({ kind: z.literal("expired") }),
]);
export type UploadReport = z.infer<typeof uploadReport>;
