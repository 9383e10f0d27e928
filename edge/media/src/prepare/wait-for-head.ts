import { open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { readAt } from "../read-at.ts";
import type { SourceFile } from "../source/growing-file.ts";
import { type HeadVerdict, type MediaExtent, sniffHead } from "../source/sniff-head.ts";
import { type TurnedSource, turnAround } from "../source/turn-around.ts";
import { TaskLostError } from "../task-api.ts";

/** What there is to begin with. */
export type Head =
  /** The whole file; `reason` says why nothing could begin before, null where it did not matter. */
  | { readonly kind: "whole"; readonly reason: string | null }
  /** As much of its start as is needed to read the rest as it comes. */
  | { readonly kind: "streamable"; readonly reason: null }
  /** Its end, with which the rest can be read as it comes; `reason` says why that was waited for. */
  | { readonly kind: "turned"; readonly reason: string; readonly turned: TurnedSource };

/** A source that is here sooner than this is not read while it comes, in ms. */
const patienceMs = 250;
/** Bytes between two looks at a head that did not suffice. */
const step = 64 * 1024;

/**
 * Waits until enough of the source is there to begin.
 *
 * @throws what {@link SourceFile.moreThan} and {@link SourceFile.whole} throw
 */
export async function waitForHead(
  source: SourceFile,
  isComplete: boolean,
  signal: AbortSignal,
): Promise<Head> {
  if (isComplete) {
    await Promise.race([source.whole(signal), sleep(patienceMs, undefined, { ref: false })]);
  }
  for (let received = 0; !source.isWhole(); received += step) {
    await source.moreThan(received, signal);
    if (source.isWhole()) break;
    received = source.received();
    const verdict = await sniff(source.path, received);
    if (verdict.kind === "streamable") return { kind: "streamable", reason: null };
    if (verdict.kind === "needs_more") continue;
    const { reason } = verdict;
    const found = verdict.kind === "index_last" ? await turnedBeforeWhole(source, verdict, signal) : null;
    if (found !== null) return { kind: "turned", reason, turned: found };
    await source.whole(signal);
    return { kind: "whole", reason };
  }
  return { kind: "whole", reason: null };
}

async function sniff(path: string, received: number): Promise<HeadVerdict> {
  const file = await open(path);
  try {
    return await sniffHead((offset, length) => readAt(file, offset, length), received);
  } finally {
    await file.close();
  }
}

/** Null where the whole file was here first, or has to be. */
async function turnedBeforeWhole(
  source: SourceFile,
  media: MediaExtent,
  signal: AbortSignal,
): Promise<TurnedSource | null> {
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  try {
    return await Promise.race([source.whole(both).then(() => null), turned(source, media, both)]);
  } finally {
    over.abort(new Error("the index is not looked for any more"));
  }
}

async function turned(
  { ahead }: SourceFile,
  media: MediaExtent,
  signal: AbortSignal,
): Promise<TurnedSource | null> {
  if (ahead === null) return null;
  try {
    return await turnAround(ahead(media.indexFrom, signal), media);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TaskLostError) throw error;
    // The first connection may manage what the second one did not.
    return null;
  }
}
