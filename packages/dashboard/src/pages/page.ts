import type { TemplateResult } from "lit";
import type { ApiClient } from "../api-client.ts";
import type { Session } from "../session.ts";

/** What loading a page needs. */
export interface PageRequest {
  readonly client: ApiClient;
  readonly session: Session;
  readonly signal: AbortSignal;
}

/** A loaded page, ready to be drawn. */
export type LoadedPage = (context: {
  /** Milliseconds since the epoch, for ages. */
  readonly now: number;
}) => TemplateResult;
