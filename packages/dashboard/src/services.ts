import type { Scope } from "@firstframe/contract";
import type { ApiClient } from "./api-client.ts";
import type { Refresher } from "./refresher.ts";

/** What pages work with. */
export interface Services {
  readonly api: ApiClient;
  readonly refresher: Refresher;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether the session's key has a scope. */
  readonly may: (scope: Scope) => boolean;
}
