import { env, SELF } from "cloudflare:test";
import type { Asset, Event } from "@firstframe/contract";
import { Firstframe, webhooks } from "@firstframe/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { reconcile } from "./domain/reconcile.ts";
import { createKey, sendFile } from "./testing/client.ts";
import { leaseTaskOf, prepared, tasksOf, videoPart } from "./testing/media-worker.ts";
import { randomOf } from "./testing/random.ts";
import { createEndpoint, createReceiver, disableAll, eventually } from "./testing/webhook-receiver.ts";

const baseUrl = "https://video.test";
const reach = (url: string, init: RequestInit) => SELF.fetch(url, init);

afterEach(disableAll);

describe("a media worker's last word is lost", () => {
  it("and the video becomes ready all the same, and whoever waits for it is told, once", async () => {
    const apiKey = await createKey();
    const client = new Firstframe({ apiKey, baseUrl, fetch: reach });
    const receiver = await createReceiver();
    const { secret } = await createEndpoint(apiKey, receiver, { events: ["asset.ready", "asset.failed"] });
    const grant = await client.uploads.create({ correlation_id: "drill" });
    await sendFile(grant, new Uint8Array(5));

    const lost = await leaseTaskOf(grant.asset_id);
    await lost.produce([videoPart("v360", 0, 1)]);
    // Its result never arrives, and it is not heard of again: after its lease another one does the work.
    await reconcile({ ...compose(env), clock: () => Date.now() + 120_000 });
    expect((await tasksOf(grant.asset_id))[0]?.state).toBe("queued");
    const second = await leaseTaskOf(grant.asset_id);
    await second.produce([videoPart("v360", 0, 1)]);
    expect((await second.complete(prepared())).status).toBe(204);
    // The first one comes back at last: too late to do harm.
    expect((await lost.complete(prepared())).status).toBe(409);

    expect((await client.assets.retrieve(grant.asset_id)).status).toBe("ready");
    const handled: Event[] = [];
    let last = 0;
    const consumer = client.events.consume({
      store: {
        load: async () => last,
        save: async (sequence) => {
          last = sequence;
        },
      },
      types: ["asset.ready", "asset.failed"],
      handle: async (event) => void handled.push(event),
    });
    await eventually(async () => expect(await receiver.types()).toContain("asset.ready"));
    for (const { headers, body } of await receiver.messages()) {
      const event = await webhooks.verify(body, headers, secret);
      await consumer.receive(event);
      await consumer.receive(event);
    }
    await consumer.reconcile();
    const told = handled.filter(({ asset_id }) => asset_id === grant.asset_id);
    expect(told).toMatchObject([{ type: "asset.ready", correlation_id: "drill" }]);
  });
});

describe("a storm of 50 identical creations, with answers that are lost", () => {
  it.each([1, 2, 3])("makes one video (seed %i)", async (seed) => {
    const apiKey = await createKey();
    const mark = crypto.randomUUID();
    const random = randomOf(seed);
    let lost = 0;
    const lossy = async (url: string, init: RequestInit) => {
      await new Promise((resolve) => setTimeout(resolve, random() * 10));
      const response = await reach(url, init);
      if (random() > 0.4) return response;
      lost++;
      await response.body?.cancel();
      throw new TypeError("the connection broke");
    };
    const client = new Firstframe({
      ...{ apiKey, baseUrl, fetch: lossy, maxRetries: 50 },
      runtime: { sleep: async () => new Promise((resolve) => setTimeout(resolve, 1)) },
    });
    const grants = await Promise.all(
      Array.from({ length: 50 }, () =>
        client.uploads.create({ correlation_id: mark }, { idempotencyKey: mark }),
      ),
    );
    expect(lost).toBeGreaterThan(10);
    expect(new Set(grants.map(({ id, token }) => `${id} ${token}`)).size).toBe(1);
    const found: Asset[] = [];
    for await (const asset of new Firstframe({ apiKey, baseUrl, fetch: reach }).assets.list({
      correlation_id: mark,
    }))
      found.push(asset);
    expect(found.map(({ upload_id }) => upload_id)).toEqual([grants[0]?.id]);
  });
});
