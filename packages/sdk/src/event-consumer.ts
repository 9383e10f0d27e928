import type { Event } from "@firstframe/contract";
import type { EventPattern } from "./event-pattern.ts";
import type { EventPage } from "./resources/events.ts";

/** Where a consumer keeps how far it is: a row, a key, a file. */
export interface EventStore {
  /** Up to which `sequence` everything was dealt with; 0 before the first. */
  load(): Promise<number> | number;
  /**
   * Keeps it; what it returns is awaited. Called after each event, once `handle` is through with it; and at the end of a run where
   * the log went on with others than are asked for, which are not read again then.
   */
  save(sequence: number): unknown;
  /**
   * Runs the work while nobody else with this store runs theirs, as under a lock of your database. Needed only
   * where several processes consume together.
   */
  exclusively?(work: () => Promise<void>): Promise<unknown>;
}

export interface ConsumeEvents {
  readonly store: EventStore;
  /** Deals with one event; what it returns is awaited. What it throws ends the run; the next one begins with the same event. */
  readonly handle: (event: Event) => unknown;
  /** Only of these, such as `asset.ready`; `asset.*` stands for all of a kind. Every type unless told. */
  readonly types?: readonly EventPattern[];
  /** Only those of one asset. */
  readonly asset_id?: string;
  /** Events that are asked for at once, at most 100. */
  readonly limit?: number;
}

/**
 * Deals with every event of the log, in order of `sequence`:
 * - none is left out, and none is begun before the one before it is done;
 * - each at least once: a second time only where the first ended between the beginning of `handle` and the end of `save`;
 * - a webhook only says that there is something to read: what is dealt with comes from the log. So it does not matter whether
 *   messages come early, late, twice, in another order or not at all.
 */
export interface EventConsumer {
  /**
   * To be told of an event by a (verified) webhook: deals with everything up to it, and resolves once it is done. Let the
   * receiver answer then; where this rejects, let it answer 500, and the message comes again.
   *
   * @throws EventNotInLogError when the log does not hold the event
   * @throws what `handle`, the store or the request threw
   */
  receive(event: Event): Promise<void>;
  /**
   * Deals with everything that is not done yet. Call it at the start and every minute or so: it finds what no webhook told of.
   *
   * @returns the sequence number that it got to
   * @throws what `handle`, the store or the request threw
   */
  reconcile(): Promise<number>;
}

/** The event is newer than everything that the log holds: the log is another one, or not as far yet. */
export class EventNotInLogError extends Error {
  override readonly name = "EventNotInLogError";
  readonly code = "event_not_in_log";
}

interface Parts {
  readonly store: EventStore;
  readonly handle: (event: Event) => unknown;
  readonly wants: (event: Event) => boolean;
  /** A page of events after a sequence number, oldest first. */
  readonly readAfter: (sequence: number) => Promise<EventPage>;
  readonly signal: AbortSignal | undefined;
}

export function createEventConsumer({ store, handle, wants, readAfter, signal }: Parts): EventConsumer {
  let position = 0;
  /** How far the run that is on its way has to get, and how far the one after it. */
  let goal = 0;
  let wanted = 0;
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<number> | null = null;

  async function run(): Promise<void> {
    // Another process may have gone on since.
    position = checkedPosition(await store.load());
    if (position >= goal) return;
    let after: number | null = position;
    while (after !== null) {
      const { data, next_cursor, read_up_to = 0 }: EventPage = await readAfter(after);
      for (const event of data) {
        if (event.sequence <= position) continue;
        signal?.throwIfAborted();
        await handle(event);
        await keep(event.sequence);
        if (position >= goal) return;
      }
      if (read_up_to > position) await keep(read_up_to);
      after = next_cursor === null ? null : Number(next_cursor);
    }
  }

  async function keep(sequence: number): Promise<void> {
    await store.save(sequence);
    position = sequence;
  }

  /** After the run that is on its way, which may have read past what the caller knows of. Whoever waits shares one. */
  function runUpTo(sequence: number): Promise<number> {
    wanted = Math.max(wanted, sequence);
    next ??= running.then(async () => {
      next = null;
      goal = wanted;
      wanted = 0;
      await (store.exclusively ? store.exclusively(run) : run());
      return position;
    });
    const mine = next;
    running = mine.catch(() => undefined); // Its failure is for those who asked for it.
    return mine;
  }

  return {
    reconcile: () => runUpTo(Number.POSITIVE_INFINITY),
    async receive(event) {
      if (!wants(event)) return;
      await running;
      if (event.sequence <= position) return;
      if ((await runUpTo(event.sequence)) >= event.sequence) return;
      throw new EventNotInLogError(
        `The log ends at ${position}, before the event ${event.id} (${event.sequence}) that a webhook told of. ` +
          "Check that the key and the webhook endpoint are of the same environment; otherwise let the message come again.",
      );
    },
  };
}

function checkedPosition(loaded: number): number {
  if (Number.isSafeInteger(loaded) && loaded >= 0) return loaded;
  throw new TypeError(
    `store.load() gave ${JSON.stringify(loaded)}; it is to give a whole number, 0 before the first event`,
  );
}
