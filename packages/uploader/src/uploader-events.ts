import type { UploadStatus } from "@firstframe/contract";
import { isPlayable, secondsLeft, type UploadFile } from "./upload-file.ts";

interface Playback {
  file_id: string;
  asset_id: string;
  playback_id: string;
  playback_policy: UploadStatus["asset"]["playback_policy"];
}

/** Details of the element's events, by their name. Sizes in bytes, speeds in bits per second. */
export interface UploaderEvents {
  "file-ready": { file_id: string; name: string; size_bytes: number };
  uploadstart: { file_id: string; upload_id: string; asset_id: string };
  progress: {
    file_id: string;
    bytes_sent: number;
    bytes_total: number;
    speed_bps: number | null;
    eta_s: number | null;
  };
  offline: { file_id: string };
  online: { file_id: string };
  success: { file_id: string; upload_id: string; asset_id: string };
  assetstatus: UploadStatus;
  playable: Playback;
  ready: Playback;
  uploaderror: { file_id: string; code: string; message: string };
}

/** One event of the element. */
export type UploaderEvent = {
  [Name in keyof UploaderEvents]: { readonly name: Name; readonly detail: UploaderEvents[Name] };
}[keyof UploaderEvents];

/**
 * What a page is told when a file has changed, in order.
 *
 * @param before null when the file is new
 */
export function eventsOf(file: UploadFile, before: UploadFile | null): UploaderEvent[] {
  const events: UploaderEvent[] = [];
  const { id: file_id, status, remote, error } = file;
  const moved = status !== before?.status;
  const ids = { file_id, upload_id: file.uploadId ?? "", asset_id: file.assetId ?? "" };
  if (before === null && status !== "refused") {
    events.push({ name: "file-ready", detail: { file_id, name: file.name, size_bytes: file.sizeBytes } });
  }
  if (moved && status === "offline") events.push({ name: "offline", detail: { file_id } });
  if (before?.status === "offline" && status === "waiting")
    events.push({ name: "online", detail: { file_id } });
  if (file.started && before?.started === false) events.push({ name: "uploadstart", detail: ids });
  if (status === "uploading" && file.sentBytes !== before?.sentBytes) {
    events.push({
      name: "progress",
      detail: {
        file_id,
        bytes_sent: file.sentBytes,
        bytes_total: file.sizeBytes,
        speed_bps: file.speedBps,
        eta_s: secondsLeft(file),
      },
    });
  }
  if (moved && status === "processing") events.push({ name: "success", detail: ids });
  if (remote !== null && remote !== before?.remote) {
    events.push({ name: "assetstatus", detail: remote });
    const { id: asset_id, playback_id, playback_policy } = remote.asset;
    const detail = { file_id, asset_id, playback_id, playback_policy };
    if (isPlayable(file) && !(before && isPlayable(before))) events.push({ name: "playable", detail });
    if (moved && status === "ready") events.push({ name: "ready", detail });
  }
  if (moved && error !== null) {
    events.push({ name: "uploaderror", detail: { file_id, code: error.code, message: error.message } });
  }
  return events;
}
