import type { AuditEntry, AuditListQuery } from "@firstframe/contract";
import { createList, type List } from "../list.ts";
import type { RequestOptions, Send } from "../request.ts";

/** Who changed what. */
export class Audit {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /** Newest first. Scope: `audit:read`. */
  list(query: Partial<AuditListQuery> = {}, options?: RequestOptions): List<AuditEntry> {
    return createList(query.cursor, (cursor) =>
      this.#send({ method: "GET", path: "/v1/audit", query: { ...query, cursor }, options }),
    );
  }
}
