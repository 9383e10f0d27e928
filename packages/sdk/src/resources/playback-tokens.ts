import type { CreatePlaybackToken, PlaybackToken } from "@firstframe/contract";
import type { RequestOptions, Send } from "../request.ts";

/** Grants to play an asset whose policy is `signed`. */
export class PlaybackTokens {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /**
   * Has the API sign a grant for one playback id. To sign without a call, use `signPlaybackToken`.
   * Scope: `playback:sign`.
   */
  create(token: CreatePlaybackToken, options?: RequestOptions): Promise<PlaybackToken> {
    return this.#send({ method: "POST", path: "/v1/playback-tokens", body: token, options });
  }
}
