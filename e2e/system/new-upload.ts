import type { CreateUpload, UploadGrant } from "@firstframe/contract";
import type { DevFile } from "./running-system.ts";

/** Makes an upload, as a customer's server does. */
export async function newUpload(
  { api, secret_key }: Pick<DevFile, "api" | "secret_key">,
  upload: CreateUpload = {},
): Promise<UploadGrant> {
  const headers = { authorization: `Bearer ${secret_key}` };
  const body = JSON.stringify(upload);
  const response = await fetch(`${api}/v1/uploads`, { method: "POST", headers, body });
  return (await response.json()) as UploadGrant;
}
