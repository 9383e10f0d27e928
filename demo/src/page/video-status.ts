import type { Video } from "../server/video.ts";

type State = Pick<Video, "status" | "progress" | "is_received">;

/** Whether it can be watched, be it that better qualities are still to come. */
export function isPlayable({ status }: Pick<Video, "status">): boolean {
  return status === "playable" || status === "ready";
}

/** Whether its status will still change by itself. */
export function isInProgress({ status }: Pick<Video, "status">): boolean {
  return status === "waiting" || status === "uploading" || status === "processing" || status === "playable";
}

/** What is going on, in words. */
export function statusText({ status, progress, is_received }: State): string {
  switch (status) {
    case "waiting":
      return "Waiting for the file";
    case "uploading":
      return `Uploading: ${percent(progress)}`;
    case "processing":
      return `Being prepared: ${percent(progress)}`;
    case "playable":
      return is_received
        ? `Ready to play, improving: ${percent(progress)}`
        : `Can be watched, still arriving: ${percent(progress)}`;
    case "ready":
      return "Ready to play";
    case "failed":
      return "Failed";
    case "canceled":
      return "Canceled";
  }
}

/** What to tell somebody who came to watch it; null when they can. */
export function watchText(video: Pick<Video, "status" | "progress" | "error">): string | null {
  switch (video.status) {
    case "waiting":
    case "uploading":
      return `Still being uploaded: ${percent(video.progress)}`;
    case "processing":
      return `Still being prepared: ${percent(video.progress)}`;
    case "failed":
      return video.error?.message ?? "This video could not be processed.";
    case "canceled":
      return "The upload of this video was canceled.";
    case "playable":
    case "ready":
      return null;
  }
}

/** Milliseconds after which it is worth asking again: soon where something is being worked on. */
export function refreshDelay(videos: readonly Pick<Video, "status">[]): number {
  if (videos.some(({ status }) => status === "processing" || status === "playable")) return 1_000;
  return videos.some(isInProgress) ? 2_500 : 30_000;
}

function percent(share: number): string {
  // Rounded down, so that 100 % is not shown before it is so.
  return `${Math.floor(share * 100)} %`;
}
