import * as z from "zod";
import type { AssetRecord } from "../domain/asset-record.ts";
import type { Services } from "../domain/ports.ts";
import { readSource } from "../domain/read-source.ts";
import { contentRange, readRange } from "./byte-range.ts";

export const sourceQuery = z.strictObject({
  /** While the upload still runs: go on as bytes arrive, until it ends; the connection breaks when it is given up. */
  follow: z.stringbool().default(false),
  /** Where to begin when following: a range would have to know its end. */
  offset: z.coerce.number().int().nonnegative().default(0),
});

/**
 * An asset's source as an answer. One that follows an upload has no length: its end is where the upload ends.
 *
 * @throws ApiError `not_found`, `gone`, `range_not_satisfiable`
 */
export async function sourceResponse(
  services: Services,
  asset: AssetRecord,
  { follow, offset, range: header }: z.output<typeof sourceQuery> & { range: string | undefined },
): Promise<Response> {
  const asked = follow ? null : readRange(header);
  const wanted = asked ?? { start: follow ? offset : 0, end: null };
  const { body, range, sizeBytes } = await readSource(services, asset, { ...wanted, follow });
  const headers = new Headers({ "content-type": "application/octet-stream", "accept-ranges": "bytes" });
  if (range.end === null || sizeBytes === null) return new Response(body, { headers });
  headers.set("content-length", String(range.end - range.start));
  if (asked === null) return new Response(body, { headers });
  headers.set("content-range", contentRange({ start: range.start, end: range.end }, sizeBytes));
  return new Response(body, { status: 206, headers });
}
