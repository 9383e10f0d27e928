import type { Beacon } from "@firstframe/contract";
import { formatTime } from "./format-time.ts";
import type { Services } from "./ports.ts";
import { resolveGrant } from "./resolve-grant.ts";

interface Input {
  readonly beacon: Beacon;
  /** What the request itself shows: browser, operating system, country … */
  readonly observed: Readonly<Record<string, string>>;
}

/** A page's clock is believed within this much of ours, in ms. */
const clockTolerance = 24 * 3600 * 1000;

/**
 * Keeps a view's state as a beacon tells it, unless a later one is known already.
 *
 * @throws ApiError as `resolveGrant`
 */
export async function recordBeacon(services: Services, { beacon, observed }: Input): Promise<void> {
  const asset = await resolveGrant(services, beacon.grant, { evenRefused: true });
  const now = services.clock();
  const claimed = Date.parse(beacon.started_at);
  const startedAt = Math.abs(claimed - now) <= clockTolerance ? Math.min(claimed, now) : now;
  await services.views.save({
    id: beacon.view_id,
    sequence: beacon.sequence,
    environment: asset.environment,
    asset_id: asset.id,
    playback_id: asset.playback_id,
    state: beacon.state,
    error: beacon.error,
    measures: beacon.measures,
    dimensions: { ...presentOf(beacon.dimensions), ...observed },
    started_at: formatTime(startedAt),
    last_beacon_at: formatTime(now),
  });
}

function presentOf(dimensions: Beacon["dimensions"]): Record<string, string> {
  const present: Record<string, string> = {};
  for (const [name, value] of Object.entries(dimensions)) {
    if (value !== undefined) present[name] = value;
  }
  return present;
}
