import type { Asset } from "@firstframe/contract";
import { details } from "../../output/details.ts";
import { formatBytes } from "../../output/format-bytes.ts";
import { formatClock } from "../../output/format-clock.ts";
import type { Style } from "../../output/style.ts";
import { table } from "../../output/table.ts";

/** An asset as people read it. */
export function showAsset(asset: Asset, style: Style): string {
  const { source, error, renditions } = asset;
  const head = details(
    [
      ["id", asset.id],
      ["status", `${asset.status} (${Math.round(asset.progress * 100)}%)`],
      ["error", error && `${error.message} (${error.code})`],
      ["playback", `${asset.playback_id} (${asset.playback_policy})`],
      ["length", asset.duration_ms === null ? null : formatClock(asset.duration_ms / 1000)],
      ["file", source.filename ?? asset.source_url],
      ["size", source.size_bytes === null ? null : formatBytes(source.size_bytes)],
      ["picture", source.width === null ? null : `${source.width}×${source.height} ${source.video_codec}`],
      ["sound", source.audio_codec],
      ["sha256", source.sha256],
      ["upload", asset.upload_id],
      ["created", asset.created_at],
      ["playable", asset.playable_at],
      ["ready", asset.ready_at],
      ["delete after", asset.delete_after],
      ["legal hold", asset.legal_hold ? "yes" : null],
      ["correlation", asset.correlation_id],
      ...Object.entries(asset.metadata).map(([key, value]) => [`metadata ${key}`, value] as const),
    ],
    style,
  );
  if (renditions.length === 0) return head;
  const rows = renditions.map((rendition) => [
    rendition.id,
    rendition.complete ? "complete" : "growing",
    rendition.height === null ? "" : `${rendition.width}×${rendition.height}`,
    `${Math.round(rendition.average_bitrate / 1000)} kb/s`,
    formatBytes(rendition.size_bytes),
  ]);
  return `${head}\n${table(["RENDITION", "STATE", "PICTURE", "BITRATE", "SIZE"], rows, style)}`;
}
