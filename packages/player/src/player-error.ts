import { strings } from "./strings.ts";

/** Stable names of what can go wrong. */
export type PlayerErrorCode = keyof typeof strings.errors;

/** Why the player cannot play, in words a viewer understands. */
export interface PlayerError {
  readonly code: PlayerErrorCode;
  /** One sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly advice: string;
  /** Refused on purpose: no failure. */
  readonly businessException: boolean;
  /** Whether trying again without a change can help. */
  readonly retryable: boolean;
  /** For developers: what the browser or the server said. */
  readonly cause: string;
}

const business: ReadonlySet<PlayerErrorCode> = new Set(["token_expired", "not_entitled", "not_ready"]);
const final: ReadonlySet<PlayerErrorCode> = new Set([
  "not_found",
  "token_expired",
  "not_entitled",
  "unsupported",
]);

/** The error of that code. */
export function playerError(code: PlayerErrorCode, cause: string): PlayerError {
  const { title, advice } = strings.errors[code];
  return {
    code,
    message: title,
    advice,
    businessException: business.has(code),
    retryable: !final.has(code),
    cause,
  };
}
