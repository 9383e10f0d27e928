import type { UploadStatus } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { type FileSignal, newFile, reduceFile, type UploadFile } from "./upload-file.ts";
import { eventsOf } from "./uploader-events.ts";

/** Names of the events of a whole trace, beginning with the file's arrival. */
function namesOf(signals: readonly FileSignal[]): string[] {
  let file: UploadFile = newFile("1", "clip.mp4", 1000);
  const names = eventsOf(file, null).map(({ name }) => name);
  for (const signal of signals) {
    const before = file;
    file = reduceFile(before, signal);
    if (file !== before) names.push(...eventsOf(file, before).map(({ name }) => name));
  }
  return names;
}

const told = (status: UploadStatus["asset"]["status"]): FileSignal => ({
  type: "told",
  remote: { asset: { status, error: null } } as UploadStatus,
});
const granted = (uploadId: string): FileSignal => ({ type: "granted", uploadId, assetId: "ast" });
const sent = (sentBytes: number): FileSignal => ({ type: "progress", sentBytes, speedBps: 8000 });
const begin: FileSignal[] = [{ type: "prepare" }, granted("upl_1"), { type: "send" }];

describe("eventsOf", () => {
  it("tells of a plain upload, each thing once", () => {
    const trace = [
      ...begin,
      sent(1000),
      { type: "received" } as const,
      told("processing"),
      told("playable"),
      told("ready"),
    ];
    expect(namesOf(trace)).toEqual([
      "file-ready",
      "uploadstart",
      "progress",
      "success",
      "assetstatus",
      "assetstatus",
      "playable",
      "assetstatus",
      "ready",
    ]);
  });

  it("tells that it can be played while it is being sent, and not again once it is", () => {
    const trace = [
      ...begin,
      told("playable"),
      sent(1000),
      { type: "received" } as const,
      told("playable"),
      told("ready"),
    ];
    expect(namesOf(trace)).toEqual([
      ...["file-ready", "uploadstart", "assetstatus", "playable", "progress", "success"],
      ...["assetstatus", "assetstatus", "ready"],
    ]);
  });

  it("tells of playable before ready even where the server was never seen in between", () => {
    const names = namesOf([...begin, { type: "received" }, told("ready")]);
    expect(names.slice(-3)).toEqual(["assetstatus", "playable", "ready"]);
  });

  it("tells of the start once, however often it is paused, and again for a new upload", () => {
    const again: FileSignal[] = [{ type: "pause" }, { type: "requeue" }];
    const starts = (trace: FileSignal[]) => namesOf(trace).filter((name) => name === "uploadstart").length;
    expect(starts([...begin, ...again, ...begin])).toBe(1);
    expect(starts([...begin, ...again, { type: "prepare" }, granted("upl_2"), { type: "send" }])).toBe(2);
  });

  it("tells of being online only when it goes on, not when it is canceled", () => {
    const lost: FileSignal = { type: "interrupt", online: false, retryAt: null };
    expect(namesOf([...begin, lost, { type: "requeue" }]).slice(-2)).toEqual(["offline", "online"]);
    expect(namesOf([...begin, lost, { type: "cancel" }]).at(-1)).toBe("offline");
  });

  it("gives sizes, speed and time left with progress", () => {
    const file = begin.reduce(reduceFile, newFile("1", "clip.mp4", 1000));
    expect(eventsOf(reduceFile(file, sent(500)), file)).toEqual([
      {
        name: "progress",
        detail: { file_id: "1", bytes_sent: 500, bytes_total: 1000, speed_bps: 8000, eta_s: 0.5 },
      },
    ]);
  });
});
