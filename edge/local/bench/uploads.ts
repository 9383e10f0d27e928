import type { UploadGrant } from "@firstframe/contract";
import { type Answer, sendBytes } from "./send-bytes.ts";

export interface Api {
  readonly url: string;
  readonly key: string;
}

export async function createUpload({ url, key }: Api): Promise<UploadGrant> {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${url}/v1/uploads`, { method: "POST", headers, body: "{}" });
  return (await response.json()) as UploadGrant;
}

/** Makes an upload ready to take bytes. */
export async function beginUpload(api: Api, size: number): Promise<UploadGrant> {
  const grant = await createUpload(api);
  await beginTus(grant.endpoint, tusHeaders(grant.token), size);
  return grant;
}

/** @returns the path of the upload that was made */
export async function beginTus(
  endpoint: string,
  headers: Readonly<Record<string, string>>,
  size: number,
): Promise<string> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { ...headers, "upload-length": String(size) },
  });
  if (response.status !== 201) throw new Error(`the upload was not made: ${await response.text()}`);
  return response.headers.get("location") ?? "";
}

export function patch(
  url: URL | string,
  headers: Readonly<Record<string, string>>,
  { offset = 0, size, cutAfter = null }: { offset?: number; size: number; cutAfter?: number | null },
): Promise<Answer | null> {
  return sendBytes(url, {
    method: "PATCH",
    headers: {
      ...headers,
      "upload-offset": String(offset),
      "content-type": "application/offset+octet-stream",
    },
    start: offset,
    size,
    cutAfter,
  });
}

/** Sends what is missing of an upload, and makes sure that all of it was taken. */
export async function sendRest(
  url: URL | string,
  headers: Readonly<Record<string, string>>,
  { offset = 0, size }: { offset?: number; size: number },
): Promise<void> {
  const answer = await patch(url, headers, { offset, size: size - offset });
  if (answer?.status === 204 && answer.offset === size) return;
  throw new Error(`an upload of ${size} bytes was answered with ${JSON.stringify(answer)}`);
}

export async function readOffset(grant: UploadGrant): Promise<number> {
  const headers = tusHeaders(grant.token);
  const response = await fetch(uploadUrl(grant), { method: "HEAD", headers });
  return Number(response.headers.get("upload-offset"));
}

/** Removes an upload with its bytes, finished or not. */
export async function removeUpload({ url, key }: Api, { asset_id }: UploadGrant): Promise<void> {
  const headers = { authorization: `Bearer ${key}` };
  await fetch(`${url}/v1/assets/${asset_id}`, { method: "DELETE", headers });
}

export function uploadUrl({ endpoint, id }: UploadGrant): string {
  return `${endpoint}/${id}`;
}

export function tusHeaders(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}`, "tus-resumable": "1.0.0" };
}
