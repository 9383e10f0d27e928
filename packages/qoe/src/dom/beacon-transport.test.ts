import type { Beacon } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { makeBeacon } from "../beacon.ts";
import { newView } from "../view.ts";
import { beaconTransport } from "./beacon-transport.ts";

const url = "https://api.example/v1/beacons";
const beacon: Beacon = makeBeacon(newView(0), 0, {
  viewId: "viw_1",
  sequence: 1,
  grant: "abc",
  startedAt: "2026-01-01T00:00:00.000Z",
  dimensions: { player_version: "1" },
});

describe("beaconTransport", () => {
  it("posts text without a preflight, and says whether it was taken", async () => {
    const requests: Request[] = [];
    const statuses = [202, 503];
    const send = beaconTransport(url, {
      fetch: async (input, init) => {
        requests.push(new Request(input, init));
        return new Response(null, { status: statuses.shift() ?? 500 });
      },
    });
    expect([await send(beacon, false), await send(beacon, false)]).toEqual([true, false]);
    expect(requests[0]?.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(requests[0]?.keepalive).toBe(true);
    expect(await requests[0]?.json()).toEqual(beacon);
  });

  it("queues urgent ones, which need no fetch", async () => {
    const queued: string[] = [];
    const send = beaconTransport(url, {
      fetch: () => Promise.reject(new Error("not expected")),
      sendBeacon: (to, data) => queued.push(`${to} ${data}`) > 0,
    });
    expect(await send(beacon, true)).toBe(true);
    expect(queued).toEqual([`${url} ${JSON.stringify(beacon)}`]);
    expect(await send(beacon, false)).toBe(false);
  });

  it.each([
    ["is refused", () => false],
    [
      "throws",
      () => {
        throw new Error("blocked");
      },
    ],
  ])("falls back on fetch when queueing %s", async (_what, sendBeacon) => {
    let fetched = 0;
    const send = beaconTransport(url, {
      fetch: async () => {
        fetched += 1;
        return new Response(null, { status: 204 });
      },
      sendBeacon,
    });
    expect(await send(beacon, true)).toBe(true);
    expect(fetched).toBe(1);
  });
});
