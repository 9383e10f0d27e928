import { followFile } from "./follow-file.ts";
import type { SourceFile } from "./growing-file.ts";
import type { TurnedSource } from "./turn-around.ts";

/** A source with its index in front of its media, which come as they come. Rejects as {@link SourceFile.moreThan}. */
export async function* turnedStream(
  source: SourceFile,
  { index, mediaFrom, indexFrom }: TurnedSource,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  yield* followFile(source, signal, { from: 0, to: mediaFrom });
  yield index;
  yield* followFile(source, signal, { from: mediaFrom, to: indexFrom });
}
