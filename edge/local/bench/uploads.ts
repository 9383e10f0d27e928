import type { UploadGrant } from "@firstframe/contract";
import { type Answer, sendBytes } from "./send-bytes.ts";

interface Api {
  readonly url: string;
  readonly key: string;
}

/** Makes an upload ready to take bytes. */
export async function beginUpload({ url, key }: Api, size: number): Promise<UploadGrant> {
  const response = await fetch(`${url}/v1/uploads`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: "{}",
  });
  const grant = (await response.json()) as UploadGrant;
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
    size,
    cutAfter,
  });
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
