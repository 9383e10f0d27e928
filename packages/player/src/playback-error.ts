import { strings } from "./strings.ts";

/** Stable codes of what can stop playback. */
export type PlaybackErrorCode = keyof typeof strings.errors;

/** Why playback stopped for good. */
export interface PlaybackError {
  readonly code: PlaybackErrorCode;
  /** A sentence for the viewer that says what happened and what to do. */
  readonly message: string;
  /** Refused on purpose (expired, not entitled, not signed in); not counted as a failure. */
  readonly businessException: boolean;
}

const refusals: ReadonlySet<PlaybackErrorCode> = new Set([
  "token_expired",
  "not_entitled",
  "unauthenticated",
]);

/**
 * @param code what went wrong
 * @param detail a sentence for people from the server, shown in place of the usual one
 */
export function playbackError(code: PlaybackErrorCode, detail?: string): PlaybackError {
  return { code, message: detail || strings.errors[code], businessException: refusals.has(code) };
}
