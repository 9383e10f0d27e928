import { describe, expect, it } from "vitest";
import { type ConsumeEvents, type Event, EventNotInLogError, type EventStore, webhooks } from "./index.ts";
import { apiKey, problem, startApiServer } from "./testing/api-server.ts";
import { createEventLog } from "./testing/event-log.ts";
import { makeEvent } from "./testing/make-event.ts";

function createStore(sequence = 0): EventStore & { kept: number } {
  const store = {
    kept: sequence,
    load: async () => store.kept,
    save: async (next: number) => {
      store.kept = next;
    },
  };
  return store;
}

/** An API with a log of so many events, and a consumer that keeps what it handled. */
async function start(count: number, options: Partial<ConsumeEvents> = {}) {
  const log = createEventLog(...Array<"asset.ready">(count).fill("asset.ready"));
  const api = await startApiServer((response, { url }) => response.end(JSON.stringify(log.page(url))));
  const store = createStore();
  const handled: number[] = [];
  const handle = ({ sequence }: Event) => void handled.push(sequence);
  const firstframe = api.client();
  const consumer = firstframe.events.consume({ store, handle, ...options });
  const event = (index: number) => log.events[index] ?? makeEvent(0);
  const sequences = () => log.events.map(({ sequence }) => sequence);
  return { api, firstframe, log, store, handled, handle, consumer, event, sequences };
}

describe("reconcile", () => {
  it("deals with everything in order, page by page, and keeps how far it is", async () => {
    const { api, consumer, handled, store, sequences } = await start(5, { limit: 2 });
    await expect(consumer.reconcile()).resolves.toBe(sequences()[4]);
    expect(handled).toEqual(sequences());
    expect(store.kept).toBe(sequences()[4]);
    expect(api.requests[0]?.url).toBe("/v1/events?limit=2&after=0");
    expect(api.requests[0]?.headers.authorization).toBe(`Bearer ${apiKey}`);
  });

  it("finds what happened while the consumer was down", async () => {
    const { consumer, firstframe, handle, handled, log, store, sequences } = await start(2);
    await consumer.reconcile();
    log.append();
    log.append();
    await firstframe.events.consume({ store, handle }).reconcile();
    expect(handled).toEqual(sequences());
  });

  it("stops at an event that cannot be dealt with, and goes on from it", async () => {
    const failure = new Error("database is away");
    let failing = true;
    const { consumer, event, handled, store, sequences, handle } = await start(4, {
      handle: (given) => {
        if (failing && given.sequence === event(2).sequence) throw failure;
        handle(given);
      },
    });
    await expect(consumer.reconcile()).rejects.toBe(failure);
    expect(handled).toEqual(sequences().slice(0, 2));
    expect(store.kept).toBe(sequences()[1]);
    await expect(consumer.reconcile()).rejects.toBe(failure);
    failing = false;
    await consumer.reconcile();
    expect(handled).toEqual(sequences());
  });

  it("rejects with what the API refused", async () => {
    const api = await startApiServer(problem(403, "insufficient_scope", false));
    const consumer = api.client().events.consume({ store: createStore(), handle: () => undefined });
    await expect(consumer.reconcile()).rejects.toMatchObject({ code: "insufficient_scope" });
  });

  it("refuses a store that gives no number, which would begin anywhere", async () => {
    const load = () => "12" as unknown as number;
    const { consumer } = await start(1, { store: { ...createStore(), load } });
    await expect(consumer.reconcile()).rejects.toThrow('store.load() gave "12"');
  });

  it("stops between two events when its signal is aborted", async () => {
    const controller = new AbortController();
    const { firstframe, handled, store, sequences } = await start(3);
    const handle = ({ sequence }: Event) => {
      handled.push(sequence);
      controller.abort("shutting down");
    };
    const consumer = firstframe.events.consume({ store, handle }, { signal: controller.signal });
    await expect(consumer.reconcile()).rejects.toBe("shutting down");
    expect(handled).toEqual(sequences().slice(0, 1));
    expect(store.kept).toBe(sequences()[0]);
  });
});

describe("receive", () => {
  it("deals with what came before as well, in order", async () => {
    const { consumer, event, handled, sequences } = await start(3);
    await consumer.receive(event(2));
    expect(handled).toEqual(sequences());
  });

  it("goes no further than it was told of, so that the answer does not have to wait", async () => {
    const { consumer, event, handled, sequences } = await start(3);
    await consumer.receive(event(1));
    expect(handled).toEqual(sequences().slice(0, 2));
  });

  it("takes no notice of what is done, and asks for nothing", async () => {
    const { api, consumer, event, handled } = await start(3);
    await consumer.receive(event(2));
    await consumer.receive(event(0));
    await consumer.receive(event(2));
    expect(handled).toHaveLength(3);
    expect(api.requests).toHaveLength(1);
  });

  it("reads once for many that come together", async () => {
    const { consumer, event, handled, log, sequences } = await start(50);
    const shuffled = log.events.map((_, index) => event((index * 7) % 50));
    await Promise.all(shuffled.map((given) => consumer.receive(given)));
    expect(handled).toEqual(sequences());
    expect(log.reads).toBeLessThanOrEqual(2);
  });

  it("tells all who wait for the same run that it failed, and the next tries again", async () => {
    let calls = 0;
    const { consumer, event, handled, handle, sequences } = await start(3, {
      handle: (given) => {
        if (++calls === 1) throw new Error("first");
        handle(given);
      },
    });
    const results = await Promise.allSettled([0, 1, 2].map((index) => consumer.receive(event(index))));
    expect(results.map(({ status }) => status)).toContain("rejected");
    await consumer.reconcile();
    expect(handled).toEqual(sequences());
  });

  it("lets a message come again that the log does not know yet", async () => {
    const { consumer, handled, log } = await start(1);
    const early = makeEvent(9);
    const outcome = await consumer.receive(early).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(EventNotInLogError);
    expect(outcome).toMatchObject({ code: "event_not_in_log" });
    log.events.push(early);
    await consumer.receive(early);
    expect(handled).toEqual([1, 9]);
  });

  it("acts once on a message that is sent again", async () => {
    const secret = `whsec_${btoa("a secret of twenty-four b")}`;
    const { consumer, event, handled } = await start(1);
    const { headers, body } = await webhooks.sign(event(0), { secret });
    for (let replays = 0; replays < 3; replays++) {
      await consumer.receive(await webhooks.verify(body, headers, secret));
    }
    expect(handled).toEqual([event(0).sequence]);
  });
});

describe("with types", () => {
  it("deals with those alone, and is not disturbed by others", async () => {
    const { api, firstframe, log, store, handled, handle } = await start(0);
    const first = log.append("upload.created");
    const second = log.append("asset.ready");
    const third = log.append("job.failed");
    const last = log.append("asset.deleted");
    const consumer = firstframe.events.consume({ store, handle, types: ["asset.*", "job.failed"] });
    await consumer.receive(first);
    expect(api.requests).toHaveLength(0);
    await consumer.receive(third);
    expect(handled).toEqual([second.sequence, third.sequence]);
    await consumer.reconcile();
    expect(handled).toEqual([second.sequence, third.sequence, last.sequence]);
    expect(api.requests.every(({ url }) => url.includes("types=asset.*%2Cjob.failed"))).toBe(true);
  });

  it("does not read again what nobody asked for, in this process or in the next", async () => {
    const { api, firstframe, log, store, handle, handled } = await start(0);
    log.append("asset.ready");
    const last = log.append("job.failed");
    const consume = () => firstframe.events.consume({ store, handle, types: ["asset.*"] });
    await expect(consume().reconcile()).resolves.toBe(last.sequence);
    expect(store.kept).toBe(last.sequence);
    await consume().reconcile();
    expect(api.requests.at(-1)?.url).toContain(`after=${last.sequence}`);
    const next = log.append("asset.deleted");
    await consume().reconcile();
    expect(handled).toEqual([1, next.sequence]);
  });

  it("keeps nothing where nothing happened, and never goes back", async () => {
    const { log, store, handle, firstframe } = await start(2);
    const saved: number[] = [];
    const watched = { load: () => 50, save: (sequence: number) => void saved.push(sequence) };
    await firstframe.events.consume({ store: watched, handle, types: ["job.*"] }).reconcile();
    expect(saved).toEqual([]);
    expect(log.reads).toBe(1);
    expect(store.kept).toBe(0);
  });

  it("goes on from the last that matched where a deployment does not tell how far it was read", async () => {
    const log = createEventLog("asset.ready", "job.failed");
    const api = await startApiServer((response, { url }) => {
      const { read_up_to, ...page } = log.page(url);
      response.end(JSON.stringify(page));
    });
    const store = createStore();
    const handle = () => undefined;
    const consumer = api.client().events.consume({ store, handle, types: ["asset.*"] });
    await expect(consumer.reconcile()).resolves.toBe(1);
    expect(store.kept).toBe(1);
  });
});
