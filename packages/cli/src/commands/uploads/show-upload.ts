import type { Upload } from "@firstframe/contract";
import { details } from "../../output/details.ts";
import { formatBytes } from "../../output/format-bytes.ts";
import type { Style } from "../../output/style.ts";

/** An upload as people read it. */
export function showUpload(upload: Upload, style: Style): string {
  const size = upload.size_bytes === null ? "" : ` of ${formatBytes(upload.size_bytes)}`;
  return details(
    [
      ["id", upload.id],
      ["state", upload.state],
      ["received", `${formatBytes(upload.offset_bytes)}${size}`],
      ["at most", formatBytes(upload.max_size_bytes)],
      ["types", upload.allowed_types?.join(", ")],
      ["pages of", upload.cors_origin ?? "any origin"],
      ["asset", upload.asset_id],
      ["created", upload.created_at],
      ["completed", upload.completed_at],
      ["expires", upload.completed_at === null ? upload.expires_at : null],
      ["correlation", upload.correlation_id],
    ],
    style,
  );
}
