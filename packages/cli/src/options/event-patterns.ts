import type { EventPattern } from "@firstframe/sdk";
import { words } from "./words.ts";

const shape = /^[a-z_]+\.(\*|[a-z_]+)$/;

/** Types of events, such as `asset.ready`, or all of a kind, such as `asset.*`. Which there are is for the API to say,
 * so that what a newer one has passes too. */
export const eventPatterns = words(
  (word): word is EventPattern => shape.test(word),
  "Write types such as asset.ready, or asset.* for all of a kind, with commas between them.",
);
