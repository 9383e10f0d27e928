import type { MetricList, MetricName, MetricOverall, MetricOverallQuery } from "@firstframe/contract";
import type { RequestOptions, Send } from "../request.ts";

/** How well it plays. */
export class Metrics {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /** What is measured, and what each figure means. Scope: `metrics:read`. */
  list(options?: RequestOptions): Promise<MetricList> {
    return this.#send({ method: "GET", path: "/v1/metrics", options });
  }

  /** One figure over all views of a time frame, with its `n` and its interval. Scope: `metrics:read`. */
  overall(
    metric: MetricName,
    query: Partial<MetricOverallQuery> = {},
    options?: RequestOptions,
  ): Promise<MetricOverall> {
    const path = `/v1/metrics/${encodeURIComponent(metric)}/overall`;
    return this.#send({ method: "GET", path, query, options });
  }
}
