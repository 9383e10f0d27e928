import type {
  ApiKey,
  ApiKeyListQuery,
  ApiKeyWithSecret,
  CreateApiKey,
  RotateApiKey,
} from "@firstframe/contract";
import { checkedId } from "../checked-id.ts";
import { createList, type List } from "../list.ts";
import type { RequestOptions, Send } from "../request.ts";

/** Secret keys: who may call the API, and for what. */
export class ApiKeys {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /** The answer alone holds the key itself. A key gives only scopes that it has. Scope: `keys:write`. */
  create(key: CreateApiKey, options?: RequestOptions): Promise<ApiKeyWithSecret> {
    return this.#send({ method: "POST", path: "/v1/api-keys", body: key, options });
  }

  /** Newest first. Scope: `keys:read`. */
  list(query: Partial<ApiKeyListQuery> = {}, options?: RequestOptions): List<ApiKey> {
    return createList(query.cursor, (cursor) =>
      this.#send({ method: "GET", path: "/v1/api-keys", query: { ...query, cursor }, options }),
    );
  }

  /** Scope: `keys:read`. */
  async retrieve(id: string, options?: RequestOptions): Promise<ApiKey> {
    return this.#send({ method: "GET", path: pathOf(id), options });
  }

  /** Makes a key that takes the place of this one; both are good until the overlap ends. Scope: `keys:write`. */
  async rotate(id: string, rotation: RotateApiKey = {}, options?: RequestOptions): Promise<ApiKeyWithSecret> {
    return this.#send({ method: "POST", path: `${pathOf(id)}/rotate`, body: rotation, options });
  }

  /** Ends a key at once. Scope: `keys:write`. */
  async revoke(id: string, options?: RequestOptions): Promise<ApiKey> {
    return this.#send({ method: "POST", path: `${pathOf(id)}/revoke`, options });
  }
}

function pathOf(id: string): string {
  return `/v1/api-keys/${checkedId("api_key", id)}`;
}
