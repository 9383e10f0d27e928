import type {
  CreateUpload,
  CreateUploadToken,
  Upload,
  UploadGrant,
  UploadListQuery,
} from "@firstframe/contract";
import { checkedId } from "../checked-id.ts";
import { createList, type List } from "../list.ts";
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

  /**
   * Answers what `<firstframe-uploader>` asks a page's server for, by handing on the body of its request: a new upload,
   * or, where the page's token is about to end in the middle of one, another token for that upload.
   * Decide first whether the person may upload. Scope: `uploads:write`.
   *
   * @param request the body of the page's request, as it came
   * @param upload what a new upload is to be like
   */
  grant(request: unknown, upload: CreateUpload = {}, options?: RequestOptions): Promise<UploadGrant> {
    const token = typeof request === "object" && request !== null ? Reflect.get(request, "token") : undefined;
    return typeof token === "string" ? this.renew({ token }, options) : this.create(upload, options);
  }

  /**
   * Another token for an upload that the page has a token for, even an expired one. Scope: `uploads:write`.
   */
  renew(token: CreateUploadToken, options?: RequestOptions): Promise<UploadGrant> {
    return this.#send({ method: "POST", path: "/v1/upload-tokens", body: token, options });
  }

  /** Newest first. Scope: `uploads:read`. */
  list(query: Partial<UploadListQuery> = {}, options?: RequestOptions): List<Upload> {
    return createList(query.cursor, (cursor) =>
      this.#send({ method: "GET", path: "/v1/uploads", query: { ...query, cursor }, options }),
    );
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
