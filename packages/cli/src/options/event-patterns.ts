import { words } from "./words.ts";

const shape = /^[a-z_]+\.(\*|[a-z_]+)$/;

/** Types of events, such as `asset.ready`, or all of a kind, such as `asset.*`. Which there are is for the API to say. */
export const eventPatterns = words(
  (word): word is string => shape.test(word),
  "Write types such as asset.ready, or asset.* for all of a kind, with commas between them.",
);
