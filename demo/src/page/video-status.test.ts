import { describe, expect, it } from "vitest";
import type { Video } from "../server/video.ts";
import { isInProgress, isPlayable, refreshDelay, statusText, watchText } from "./video-status.ts";

const statuses = ["waiting", "uploading", "processing", "playable", "ready", "failed", "canceled"] as const;
const video = (status: Video["status"], progress = 0.438) => ({
  ...{ status, progress, error: null },
  is_received: true,
});

describe("status", () => {
  it("says of every state what is going on", () => {
    expect(statuses.map((status) => statusText(video(status)))).toEqual([
      "Waiting for the file",
      "Uploading: 43 %",
      "Being prepared: 43 %",
      "Ready to play, improving: 43 %",
      "Ready to play",
      "Failed",
      "Canceled",
    ]);
  });

  it("says of what plays while it is being uploaded that there is more to come", () => {
    expect(statusText({ ...video("playable"), is_received: false })).toBe(
      "Can be watched, still arriving: 43 %",
    );
  });

  it("tells visitors why they cannot watch, and nothing when they can", () => {
    expect(statuses.map((status) => watchText(video(status)))).toEqual([
      "Still being uploaded: 43 %",
      "Still being uploaded: 43 %",
      "Still being prepared: 43 %",
      null,
      null,
      "This video could not be processed.",
      "The upload of this video was canceled.",
    ]);
    const error = { code: "source_empty", message: "The file is empty." };
    expect(watchText({ ...video("failed"), error })).toBe("The file is empty.");
  });

  it("never rounds up to done", () => {
    expect(statusText(video("processing", 0.999))).toBe("Being prepared: 99 %");
  });

  it("knows what can be watched and what still changes", () => {
    expect(statuses.filter((status) => isPlayable({ status }))).toEqual(["playable", "ready"]);
    expect(statuses.filter((status) => isInProgress({ status }))).toEqual([
      "waiting",
      "uploading",
      "processing",
      "playable",
    ]);
  });
});

describe("refreshDelay", () => {
  it("is short while something is worked on, and long when nothing is", () => {
    expect(refreshDelay([video("ready"), video("processing")])).toBe(1_000);
    expect(refreshDelay([video("ready"), video("playable")])).toBe(1_000);
    expect(refreshDelay([video("ready"), video("uploading")])).toBe(2_500);
    expect(refreshDelay([video("ready"), video("failed")])).toBe(30_000);
    expect(refreshDelay([])).toBe(30_000);
  });
});
