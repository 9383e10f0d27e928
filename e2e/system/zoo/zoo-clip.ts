import type { AssetErrorCode } from "@firstframe/contract";
import { type Clip, makeClip } from "../clips.ts";

/** How far a played clip may be from its source. */
export interface Tolerance {
  /** Seconds by which sound may have moved against the picture; 0.04 where nothing is said. */
  readonly offsetS?: number;
  /** Seconds by which the whole may be longer or shorter; one frame, but at least 0.04, where nothing is said. */
  readonly durationS?: number;
}

/** What becomes of a clip: it plays, or it ends with a code. */
export type Expected =
  | { readonly status: "ready"; readonly tolerance: Tolerance }
  | { readonly status: "failed"; readonly code: AssetErrorCode };

/** A generated file of one kind that pages will get. */
export interface ZooClip {
  /** The file's name, which tells it from all others. */
  readonly name: string;
  /** Why it is in the collection: what may go wrong with it. */
  readonly why: string;
  readonly expected: Expected;
  /** Too long for every run of the tests; the report has it. */
  readonly slow?: true;
  /** Makes the file anew; a few seconds of work at most. */
  readonly make: () => Clip;
}

/** A clip that has to play, made by ffmpeg from arguments between the inputs and the file's name. */
export function playable(
  name: string,
  why: string,
  args: readonly string[],
  tolerance: Tolerance = {},
): ZooClip {
  return { name, why, expected: { status: "ready", tolerance }, make: () => makeClip(name, "", args) };
}

/** A file that has to end with a code, made of bytes. */
export function refused(name: string, why: string, code: AssetErrorCode, bytes: () => Uint8Array): ZooClip {
  return {
    ...{ name, why, expected: { status: "failed", code } },
    make: () => ({ name, mimeType: "", buffer: Buffer.from(bytes()) }),
  };
}
