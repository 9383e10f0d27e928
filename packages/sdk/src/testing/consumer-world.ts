import type fc from "fast-check";
import { type EventConsumer, Firstframe } from "../index.ts";
import { createEventLog } from "./event-log.ts";

/** What a step throws that is made to fail. */
export class Fault extends Error {}

/** A process with a consumer. */
export interface Process {
  readonly consumer: EventConsumer;
  /** Ends it at once: whatever it is in the middle of never goes on. */
  kill(): void;
  /** Resolves when it was killed. */
  readonly killed: Promise<void>;
}

interface WorldOptions {
  readonly scheduler: fc.Scheduler;
  /** Numbers of the steps that fail: the even ones before they had an effect, the others after it. */
  readonly faults: readonly number[];
  /** Events on a page. */
  readonly limit: number;
  /** Whether processes share a lock. */
  readonly locking: boolean;
}

/**
 * A log, a store, and processes that consume the one and share the other. Each thing that they do outside of themselves
 * is a step that waits until the scheduler lets it happen.
 */
export function createConsumerWorld({ scheduler, faults, limit, locking }: WorldOptions) {
  const log = createEventLog();
  /** Those that the processes ask for; others are between. */
  const wanted = () => log.events.filter(({ type }) => type === "asset.ready");
  const lock = createLock();
  let kept = 0;
  let steps = 0;
  const world = {
    log,
    /** Sequence numbers in the order in which their handling began, and in which it was done. */
    begun: [] as number[],
    done: [] as number[],
    /** Events that may be handled once more: a fault or the end of a process came between handling and saving. */
    excused: new Set<number>(),
    /** What must never have happened. */
    wrongs: [] as string[],
    /** No fault from now on. */
    calm: false,
    kept: () => kept,
    wanted,
    startProcess,
  };

  const undoneBefore = (end: number) =>
    wanted().some(({ sequence }) => sequence < end && !world.done.includes(sequence));

  function startProcess(): Process {
    let alive = true;
    const { promise: killed, resolve: kill } = Promise.withResolvers<void>();
    /** The event between the beginning of its handling and the end of its saving. */
    let inHand: number | null = null;
    const never = new Promise<never>(() => undefined);

    async function step<Result>(name: string, effect: () => Result, sequence?: number): Promise<Result> {
      const number = steps++;
      const fails = () => !world.calm && faults.includes(number);
      const fail = () => {
        if (sequence !== undefined) world.excused.add(sequence);
        throw new Fault(`${name} failed`);
      };
      await scheduler.schedule(Promise.resolve(), name);
      if (!alive) return never;
      if (fails() && number % 2 === 0) fail();
      const result = effect();
      await scheduler.schedule(Promise.resolve(), `${name} is through`);
      if (!alive) return never;
      if (fails()) fail();
      return result;
    }

    const firstframe = new Firstframe({
      apiKey: "ff_sandbox_secret",
      baseUrl: "https://video.example.com",
      maxRetries: 0,
      fetch: (url) => step("read", () => Response.json(log.page(url))),
    });
    const consumer = firstframe.events.consume({
      limit,
      types: ["asset.ready"],
      store: {
        load: () => step("load", () => kept),
        async save(sequence) {
          const keep = () => {
            if (undoneBefore(sequence + 1)) world.wrongs.push(`${sequence} was kept before all was done`);
            kept = sequence;
          };
          await step(`save ${sequence}`, keep, sequence);
          inHand = null;
        },
        ...(locking ? { exclusively: (work: () => Promise<void>) => lock(killed, work) } : {}),
      },
      async handle({ sequence }) {
        if (inHand !== null && !world.excused.has(inHand))
          world.wrongs.push(`${inHand} and ${sequence} at once`);
        inHand = sequence;
        if (undoneBefore(sequence)) world.wrongs.push(`${sequence} began before its predecessor was done`);
        world.begun.push(sequence);
        await step(`handle ${sequence}`, () => void world.done.push(sequence), sequence);
      },
    });
    return {
      consumer,
      killed,
      kill() {
        alive = false;
        if (inHand !== null) world.excused.add(inHand);
        kill();
      },
    };
  }

  return world;
}

/** One after the other; whoever was killed lets go, as the server of a database sees to. */
function createLock() {
  let free: Promise<unknown> = Promise.resolve();
  return (killed: Promise<void>, work: () => Promise<void>): Promise<void> => {
    const before = free;
    const mine = before.then(() => work());
    free = before.then(() => Promise.race([mine.catch(() => undefined), killed]));
    return mine;
  };
}
