import type { DecisionRecord, Job, JobListQuery, JobWithTasks } from "@firstframe/contract";
import { checkedId } from "../checked-id.ts";
import { createList, type List } from "../list.ts";
import type { RequestOptions, Send } from "../request.ts";

/** The work behind an asset. */
export class Jobs {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /** Newest first. Scope: `jobs:read`. */
  list(query: Partial<JobListQuery> = {}, options?: RequestOptions): List<Job> {
    return createList(query.cursor, (cursor) =>
      this.#send({ method: "GET", path: "/v1/jobs", query: { ...query, cursor }, options }),
    );
  }

  /** With its tasks, in their order. Scope: `jobs:read`. */
  async retrieve(id: string, options?: RequestOptions): Promise<JobWithTasks> {
    return this.#send({ method: "GET", path: `/v1/jobs/${checkedId("job", id)}`, options });
  }

  /** Why the asset became what it is, by which commands, and what that took. Scope: `jobs:read`. */
  async record(id: string, options?: RequestOptions): Promise<DecisionRecord> {
    return this.#send({ method: "GET", path: `/v1/jobs/${checkedId("job", id)}/record`, options });
  }

  /** Does the work of a failed job again, as a job of its own. Scope: `jobs:write`. */
  async retry(id: string, options?: RequestOptions): Promise<Job> {
    return this.#send({ method: "POST", path: `/v1/jobs/${checkedId("job", id)}/retry`, options });
  }
}
