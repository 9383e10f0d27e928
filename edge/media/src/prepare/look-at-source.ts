import { open } from "node:fs/promises";
import type { PrepareDispatch } from "@firstframe/contract";
import type { OpenInput } from "../input-guard.ts";
import { MediaError } from "../media-error.ts";
import { type Probe, probe } from "../probe.ts";
import { readAt } from "../read-at.ts";
import { findIndex } from "../source/find-index.ts";
import { longestGroupOf } from "../source/longest-group.ts";
import type { SourceTask } from "../source-task.ts";
import { checkCompleteness } from "./check-completeness.ts";
import { headInput } from "./head-input.ts";
import { type Head, waitForHead } from "./wait-for-head.ts";

interface LookedAt {
  readonly head: Head;
  /** How the rest of it is read, from its start. */
  readonly input: OpenInput;
  readonly probed: Probe;
}

/**
 * Waits for what there is to begin with, and finds out what it is.
 *
 * @param share of the task that ends with the waiting
 * @throws MediaError, TaskLostError, or the signal's reason
 */
export async function lookAtSource(
  { dispatch, heartbeat, source, tools, signal }: SourceTask<PrepareDispatch>,
  share: number,
): Promise<LookedAt> {
  let head = await waitForHead(source, dispatch.source.complete, signal);
  if (head.kind === "turned") {
    const input = headInput(source, head, signal);
    heartbeat.report("probing", share);
    const probed = await probe(input, tools).catch(unlessUnreadable);
    if (probed !== null) return { head, input, probed: withIndex(probed, head.turned.index) };
    head = { kind: "whole", reason: head.reason };
  }
  if (head.kind === "whole") await checkCompleteness(await source.whole(signal), source.path);
  heartbeat.report("probing", share);
  const probed = await probe({ kind: "file", path: source.path }, tools);
  const index = await indexOf(source.path, probed);
  return { head, input: headInput(source, head, signal), probed: withIndex(probed, index) };
}

async function indexOf(path: string, { source, packets }: Probe): Promise<Uint8Array | null> {
  if (packets === null || !source.container.split(",").includes("mp4")) return null;
  const file = await open(path);
  try {
    return await findIndex((offset, length) => readAt(file, offset, length));
  } finally {
    await file.close();
  }
}

/** Only the first packets were looked at; an index tells of all keyframes. */
function withIndex(probed: Probe, index: Uint8Array | null): Probe {
  const { packets } = probed;
  const trackId = probed.source.video?.trackId ?? null;
  const indexed = index && trackId && longestGroupOf(index, trackId);
  if (packets === null || indexed === null) return probed;
  return { ...probed, packets: { ...packets, longestGroupS: Math.max(packets.longestGroupS, indexed) } };
}

/** What is wrong with a source is for the file as it is to tell. */
function unlessUnreadable(error: unknown): null {
  if (error instanceof MediaError) return null;
  throw error;
}
