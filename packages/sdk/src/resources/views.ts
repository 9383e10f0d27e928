import type { View, ViewListQuery } from "@firstframe/contract";
import { checkedId } from "../checked-id.ts";
import { createList, type List } from "../list.ts";
import type { RequestOptions, Send } from "../request.ts";

/** Attempts to play, as their players told them. */
export class Views {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /** By their last beacon, newest first. Scope: `metrics:read`. */
  list(query: Partial<ViewListQuery> = {}, options?: RequestOptions): List<View> {
    return createList(query.cursor, (cursor) =>
      this.#send({ method: "GET", path: "/v1/views", query: { ...query, cursor }, options }),
    );
  }

  /** Scope: `metrics:read`. */
  async retrieve(id: string, options?: RequestOptions): Promise<View> {
    return this.#send({ method: "GET", path: `/v1/views/${checkedId("view", id)}`, options });
  }
}
