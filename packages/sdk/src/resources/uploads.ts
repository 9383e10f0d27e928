import type { CreateUpload, Upload, UploadGrant } from "@firstframe/contract";
import { checkedId } from "../checked-id.ts";
import type { RequestOptions, Send } from "../request.ts";

/** A file on its way: from the decision to upload to its last byte. */
export class Uploads {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /**
   * Makes an upload and its asset. Hand the answer as it is to the page: it holds a token for this one upload
   * and nothing more. Scope: `uploads:write`.
   */
  create(upload: CreateUpload = {}, options?: RequestOptions): Promise<UploadGrant> {
    return this.#send({ method: "POST", path: "/v1/uploads", body: upload, options });
  }

  /** Scope: `uploads:read`. */
  async retrieve(id: string, options?: RequestOptions): Promise<Upload> {
    return this.#send({ method: "GET", path: `/v1/uploads/${checkedId("upload", id)}`, options });
  }

  /** Gives up an unfinished upload, with its asset and its bytes. Scope: `uploads:write`. */
  async cancel(id: string, options?: RequestOptions): Promise<Upload> {
    return this.#send({ method: "POST", path: `/v1/uploads/${checkedId("upload", id)}/cancel`, options });
  }
}
