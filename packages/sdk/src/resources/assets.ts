import type { Asset, AssetListQuery, CreateAsset, UpdateAsset } from "@firstframe/contract";
import { checkedId } from "../checked-id.ts";
import { createList, type List } from "../list.ts";
import type { RequestOptions, Send } from "../request.ts";
import { AssetTracks } from "./asset-tracks.ts";

/** A video or a sound recording, from its first byte on. */
export class Assets {
  /** Its subtitles, captions and descriptions. */
  readonly tracks: AssetTracks;
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
    this.tracks = new AssetTracks(send);
  }

  /**
   * Makes an asset of a file that lies on the web (`input.url`): it is fetched from its address, and goes on where it was after
   * every interruption. Or of a part of another asset (`input.asset_id`, with `start_s` and `end_s` in seconds), which is
   * cut exactly to the picture and stays when the other one is deleted. Scope: `assets:write`.
   */
  create(asset: CreateAsset, options?: RequestOptions): Promise<Asset> {
    return this.#send({ method: "POST", path: "/v1/assets", body: asset, options });
  }

  /**
   * Newest first. All of the query must match: `metadata` by key, `created_after` and `created_before` as times in
   * RFC 3339. Scope: `assets:read`.
   */
  list(query: Partial<AssetListQuery> = {}, options?: RequestOptions): List<Asset> {
    return createList(query.cursor, (cursor) =>
      this.#send({ method: "GET", path: "/v1/assets", query: { ...query, cursor }, options }),
    );
  }

  /** Scope: `assets:read`. */
  async retrieve(id: string, options?: RequestOptions): Promise<Asset> {
    return this.#send({ method: "GET", path: `/v1/assets/${checkedId("asset", id)}`, options });
  }

  /**
   * Changes what is given and leaves the rest: of `metadata` a string sets its key and null removes it.
   * Scope: `assets:write`.
   */
  async update(id: string, change: UpdateAsset, options?: RequestOptions): Promise<Asset> {
    return this.#send({
      method: "PATCH",
      path: `/v1/assets/${checkedId("asset", id)}`,
      body: change,
      options,
    });
  }

  /** Removes an asset with all its bytes. Scope: `assets:write`. */
  async delete(id: string, options?: RequestOptions): Promise<void> {
    return this.#send({ method: "DELETE", path: `/v1/assets/${checkedId("asset", id)}`, options });
  }
}
