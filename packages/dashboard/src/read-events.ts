import type { Event, EventList } from "@firstframe/contract";
import type { ApiClient } from "./api-client.ts";

/** The most that the API gives at once. */
const pageSize = 100;
/** A long video's tasks make hundreds; nobody reads more. */
const mostPages = 20;

/** All events of one asset, oldest first. Rejects with `ApiFailure`, or with the signal's reason when aborted. */
export async function readEvents(client: ApiClient, assetId: string, signal: AbortSignal): Promise<Event[]> {
  const events: Event[] = [];
  for (let page = 0; page < mostPages; page++) {
    const after = events.at(-1)?.sequence ?? 0;
    const query = `after=${after}&limit=${pageSize}&asset_id=${encodeURIComponent(assetId)}`;
    const { data } = await client.get<EventList>(`/v1/events?${query}`, signal);
    events.push(...data);
    if (data.length < pageSize) break;
  }
  return events;
}
