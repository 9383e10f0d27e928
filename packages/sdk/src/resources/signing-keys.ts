import type { ListQuery, SigningKey, SigningKeyWithPrivateJwk } from "@firstframe/contract";
import { createList, type List } from "../list.ts";
import type { RequestOptions, Send } from "../request.ts";

/** Keys that playback tokens are signed with. */
export class SigningKeys {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /** The answer alone holds the private half, for `signPlaybackToken`; the API signs with it too from now on. Scope: `keys:write`. */
  create(options?: RequestOptions): Promise<SigningKeyWithPrivateJwk> {
    return this.#send({ method: "POST", path: "/v1/signing-keys", options });
  }

  /** Newest first. Scope: `keys:read`. */
  list(query: Partial<ListQuery> = {}, options?: RequestOptions): List<SigningKey> {
    return createList(query.cursor, (cursor) =>
      this.#send({ method: "GET", path: "/v1/signing-keys", query: { ...query, cursor }, options }),
    );
  }

  /** Tokens that it has signed are refused from then on. Scope: `keys:write`. */
  async revoke(kid: string, options?: RequestOptions): Promise<SigningKey> {
    return this.#send({ method: "POST", path: `/v1/signing-keys/${checkedKid(kid)}/revoke`, options });
  }
}

/** @throws TypeError */
function checkedKid(kid: string): string {
  // RFC 7638: SHA-256, base64url.
  if (/^[A-Za-z0-9_-]{43}$/.test(kid)) return kid;
  throw new TypeError(`${JSON.stringify(kid)} is not the kid of a signing key`);
}
