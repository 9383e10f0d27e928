import type { AssetErrorCode, Event } from "@firstframe/contract";
import { assetErrorOf } from "./asset-record.ts";
import { formatTime } from "./format-time.ts";

/** An event as stored: of a failure it has the code. Times in ms since the epoch. */
export interface EventRecord extends Omit<Event, "data" | "created_at"> {
  readonly data: { readonly error_code?: AssetErrorCode | null };
  readonly created_at: number;
}

/** The event as the API and webhooks show it. */
export function toEvent({ data, created_at, ...rest }: EventRecord): Event {
  const { error_code: code, ...told } = data;
  return {
    ...rest,
    data: code === undefined ? told : { ...told, error: assetErrorOf(code) },
    created_at: formatTime(created_at),
  };
}
