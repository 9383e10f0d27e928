import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import type { Contestant } from "./contest.ts";
import { sendBytes } from "./send-bytes.ts";
import { timed } from "./timed.ts";
import { type Api, beginTus, beginUpload, removeUpload, sendRest, tusHeaders, uploadUrl } from "./uploads.ts";

/** The product, wherever its grants lead. */
export function uploadTo(api: Api): Contestant {
  return async (size) => {
    const grant = await beginUpload(api, size);
    const time = await timed(() => sendRest(uploadUrl(grant), tusHeaders(grant.token), { size }));
    await removeUpload(api, grant);
    return time;
  };
}

/** The bare Worker that answers to `host` beside the product. */
export function bareWorker({ url }: Api, host: string): Contestant {
  return async (size) => {
    const target = `${url}/${randomBytes(8).toString("hex")}`;
    const time = await timed(async () => {
      const answer = await sendBytes(target, { method: "PUT", headers: { host }, size });
      if (answer?.offset !== size) throw new Error(`the bare Worker kept ${answer?.offset} of ${size} bytes`);
    });
    await sendBytes(target, { method: "DELETE", headers: { host }, size: 0 });
    return time;
  };
}

/** The bare tus server that keeps its files in `folder`. */
export function bareTusServer(port: number, folder: string): Contestant {
  const headers = { "tus-resumable": "1.0.0" };
  const endpoint = `http://127.0.0.1:${port}/v1/tus`;
  return async (size) => {
    const url = new URL(await beginTus(endpoint, headers, size), endpoint);
    const time = await timed(() => sendRest(url, headers, { size }));
    await fetch(url, { method: "DELETE", headers });
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    return time;
  };
}
