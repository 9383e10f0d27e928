import { env } from "cloudflare:test";
import type { EventList } from "@firstframe/contract";
import { apiVersions } from "@firstframe/contract/constants";
import { describe, expect, it } from "vitest";
import { call, createKey, createUpload, sendFile } from "./testing/client.ts";

const writers = 16;
const rounds = 4;

const lastSequence = async () =>
  (await env.DB.prepare("SELECT MAX(sequence) AS last FROM events").first<number>("last")) ?? 0;

describe("GET /v1/events", () => {
  it("shows a poller every event once, in order, however many write meanwhile", async () => {
    const key = await createKey();
    const seen: number[] = [];
    let after = 0;
    let isOver = false;
    /** One poll; says whether there may be more at once. */
    const poll = async () => {
      const { body } = await call<EventList>("GET", `/v1/events?after=${after}&limit=7`, { token: key });
      seen.push(...body.data.map(({ sequence }) => sequence));
      after = Number(body.next_cursor ?? body.data.at(-1)?.sequence ?? after);
      return body.data.length > 0;
    };
    const polling = (async () => {
      while (!isOver) {
        await poll();
        // A poll that comes over no network would leave none of the Worker's timers a turn.
        await scheduler.wait(1);
      }
    })();
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let round = 0; round < rounds; round++) {
          const grant = await createUpload(key, { metadata: { writer: String(writer) } });
          if (round === 0) await sendFile(grant, new Uint8Array([1, 2, 3]));
          if (round === 1) await call("POST", `/v1/uploads/${grant.id}/cancel`, { token: key });
        }
      }),
    );
    isOver = true;
    await polling;
    while (await poll());

    const { results } = await env.DB.prepare(
      "SELECT sequence FROM events WHERE environment = 'sandbox' ORDER BY sequence",
    ).all<{ sequence: number }>();
    expect(seen).toEqual(results.map(({ sequence }) => sequence));
    expect(seen.length).toBeGreaterThan(writers * rounds * 2);
  }, 30_000);

  it("is followed by type in the same way", async () => {
    const key = await createKey();
    const grants = await Promise.all(Array.from({ length: 5 }, () => createUpload(key)));
    const seen: (string | null)[] = [];
    let next: string | null = "0";
    while (next !== null) {
      const path: string = `/v1/events?types=upload.created&limit=2&after=${next}`;
      const page: EventList = (await call<EventList>("GET", path, { token: key })).body;
      seen.push(...page.data.map(({ upload_id }) => upload_id));
      next = page.next_cursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    for (const { id } of grants) expect(seen).toContain(id);
  });

  it("tells a poller by type how far it is where nothing matched, in every version", async () => {
    const key = await createKey();
    await createUpload(key);
    const last = await lastSequence();
    for (const version of apiVersions) {
      const { body } = await call<EventList>("GET", "/v1/events?types=asset.failed", {
        token: key,
        headers: { "firstframe-version": version },
      });
      expect(body).toEqual({ data: [], next_cursor: null, read_up_to: last });
    }
  });

  it("leaves nothing out for who goes on from there, however many write meanwhile", async () => {
    const key = await createKey();
    const seen: (string | null)[] = [];
    let after = await lastSequence();
    const poll = async () => {
      const path = `/v1/events?types=upload.canceled&after=${after}&limit=2`;
      const { body } = await call<EventList>("GET", path, { token: key });
      seen.push(...body.data.map(({ upload_id }) => upload_id));
      after = body.read_up_to ?? expect.fail("it does not tell how far it is");
      return body.next_cursor !== null;
    };
    const writing = Promise.all(
      Array.from({ length: writers }, async () => {
        const { id } = await createUpload(key);
        await createUpload(key);
        await call("POST", `/v1/uploads/${id}/cancel`, { token: key });
        return id;
      }),
    );
    let isOver = false;
    const polling = (async () => {
      while (!isOver) {
        await poll();
        await scheduler.wait(1);
      }
    })();
    const canceled = await writing;
    isOver = true;
    await polling;
    while (await poll());
    expect(seen).toHaveLength(writers);
    expect(new Set(seen)).toEqual(new Set(canceled));
  }, 30_000);
});
