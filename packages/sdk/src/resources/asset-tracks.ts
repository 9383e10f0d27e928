import type { CreateTrack, Track } from "@firstframe/contract";
import { checkedId } from "../checked-id.ts";
import { createList, type List } from "../list.ts";
import type { RequestOptions, Send } from "../request.ts";

/** Subtitles, captions and descriptions of an asset. */
export class AssetTracks {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /**
   * Adds a WebVTT or SRT file, at most 10 MiB; whoever loads the video from then on is offered it. What cannot be read is
   * refused with `captions_invalid` and the number of the line. Scope: `assets:write`.
   */
  async create(assetId: string, track: CreateTrack, options?: RequestOptions): Promise<Track> {
    return this.#send({ method: "POST", path: pathOf(assetId), body: track, options });
  }

  /** Uploaded ones, oldest first, then those that came with the source. Scope: `assets:read`. */
  list(assetId: string, options?: RequestOptions): List<Track> {
    const path = pathOf(assetId);
    return createList(undefined, () => this.#send({ method: "GET", path, options }));
  }

  /** Scope: `assets:read`. */
  async retrieve(assetId: string, id: string, options?: RequestOptions): Promise<Track> {
    const found = embedded.test(id) ? id : checkedId("track", id);
    return this.#send({ method: "GET", path: `${pathOf(assetId)}/${found}`, options });
  }

  /** Removes an uploaded track with its bytes. Scope: `assets:write`. */
  async delete(assetId: string, id: string, options?: RequestOptions): Promise<void> {
    return this.#send({ method: "DELETE", path: `${pathOf(assetId)}/${checkedId("track", id)}`, options });
  }
}

/** Ids of tracks that came with the source. */
const embedded = /^embedded-\d{1,5}$/;

function pathOf(assetId: string): string {
  return `/v1/assets/${checkedId("asset", assetId)}/tracks`;
}
