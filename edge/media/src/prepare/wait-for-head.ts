import { open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { readAt } from "../read-at.ts";
import type { SourceFile } from "../source/growing-file.ts";
import { sniffHead } from "../source/sniff-head.ts";

/** What there is to begin with. */
export interface Head {
  /** The whole file, or as much of its start as is needed to read the rest as it comes. */
  readonly kind: "whole" | "streamable";
  /** Why nothing could begin before every byte was there; null where it could, and where it did not matter. */
  readonly reason: string | null;
}

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
    const file = await open(source.path);
    try {
      const verdict = await sniffHead((offset, length) => readAt(file, offset, length), received);
      if (verdict.kind === "streamable") return { kind: "streamable", reason: null };
      if (verdict.kind === "needs_all") {
        await source.whole(signal);
        return { kind: "whole", reason: verdict.reason };
      }
    } finally {
      await file.close();
    }
  }
  return { kind: "whole", reason: null };
}
