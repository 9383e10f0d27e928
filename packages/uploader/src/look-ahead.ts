import type { look } from "./follow-status.ts";
import type { QueueEntry } from "./queue-entry.ts";
import type { FileSignal } from "./upload-file.ts";
import type { QueueDependencies } from "./upload-queue.ts";

/** Between two looks, in ms: the bytes that are being sent come first. */
const pause = 5_000;

interface Dependencies extends Pick<QueueDependencies, "fetch" | "sleep"> {
  readonly look: typeof look;
}

/** Looks, while a file is being sent, whether it can be watched already, and tells so once. */
export async function lookAhead(
  entry: QueueEntry,
  tell: (told: FileSignal) => void,
  signal: AbortSignal,
  { fetch, sleep, look }: Dependencies,
): Promise<void> {
  for (;;) {
    await sleep(pause, signal);
    // Once everything is sent the status is followed anyway.
    if (signal.aborted || entry.state.sentBytes >= entry.state.sizeBytes) return;
    const remote = entry.grant && (await look(entry.grant, signal, fetch));
    if (typeof remote !== "object" || remote === null) continue;
    if (remote.asset.status === "playable") tell({ type: "told", remote });
    if (!["waiting", "uploading", "processing"].includes(remote.asset.status)) return;
  }
}
