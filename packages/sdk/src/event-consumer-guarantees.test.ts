import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FirstframeConnectionError } from "./index.ts";
import { createConsumerWorld, Fault } from "./testing/consumer-world.ts";
import { propertyRuns } from "./testing/property-runs.ts";

/** What may happen, in any order and in the middle of everything else. */
type Happening =
  | { readonly what: "event" }
  | { readonly what: "other" }
  | { readonly what: "webhook"; readonly of: number; readonly process: number }
  | { readonly what: "poll"; readonly process: number }
  | { readonly what: "crash"; readonly process: number };

const process = fc.nat({ max: 1 });
const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constant("event" as const) }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant("other" as const) }) },
    // Of an event that is in the log by then; many of one, of some none, and in any order.
    {
      weight: 5,
      arbitrary: fc.record({ what: fc.constant("webhook" as const), of: fc.nat({ max: 30 }), process }),
    },
    { weight: 2, arbitrary: fc.record({ what: fc.constant("poll" as const), process }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant("crash" as const), process }) },
  ),
  { minLength: 1, maxLength: 25 },
);

interface Run {
  readonly scheduler: fc.Scheduler;
  readonly what: readonly Happening[];
  readonly faults: readonly number[];
  readonly limit: number;
  readonly processes: number;
  readonly locking: boolean;
}

const runs = (processes: number, locking: boolean): fc.Arbitrary<Run> =>
  fc.record({
    scheduler: fc.scheduler(),
    what: happenings,
    faults: fc.uniqueArray(fc.nat({ max: 80 }), { maxLength: 10 }),
    limit: fc.integer({ min: 1, max: 4 }),
    processes: fc.constant(processes),
    locking: fc.constant(locking),
  });

/** Lets everything happen, and then, without faults, one last poll. */
async function live({ scheduler, what, faults, limit, processes, locking }: Run) {
  const world = createConsumerWorld({ scheduler, faults, limit, locking });
  const alive = Array.from({ length: processes }, () => world.startProcess());
  const aliveOne = (number: number) => alive[number % processes] ?? world.startProcess();

  async function happen(happening: Happening): Promise<void> {
    if (happening.what === "event") {
      world.log.append();
      return;
    }
    if (happening.what === "other") {
      world.log.append("job.failed");
      return;
    }
    const one = aliveOne(happening.process);
    if (happening.what === "crash") {
      one.kill();
      alive[happening.process % processes] = world.startProcess();
      return;
    }
    const wanted = world.wanted();
    const event =
      happening.what === "webhook" ? wanted[happening.of % Math.max(1, wanted.length)] : undefined;
    const call = event ? one.consumer.receive(event) : one.consumer.reconcile();
    const answered = call.then(() => {
      if (event && !world.done.includes(event.sequence))
        world.wrongs.push(`the webhook of ${event.sequence} was answered before it was done`);
    }, expectFault);
    // Whoever called a process that died hears no more of it.
    await Promise.race([answered, one.killed]);
  }

  const all = what.map((happening) =>
    scheduler.schedule(Promise.resolve(), happening.what).then(() => happen(happening)),
  );
  await scheduler.waitFor(Promise.all(all));
  world.calm = true;
  await scheduler.waitFor(aliveOne(0).consumer.reconcile());
  return { ...world, sequences: world.wanted().map(({ sequence }) => sequence) };
}

/** What a call may reject with: a fault of the store, of the handler, or of the network. */
function expectFault(error: unknown): void {
  const cause = error instanceof FirstframeConnectionError ? error.cause : error;
  if (!(cause instanceof Fault)) throw error;
}

const hold = (arbitrary: fc.Arbitrary<Run>, check: (lived: Awaited<ReturnType<typeof live>>) => void) =>
  fc.assert(
    fc.asyncProperty(arbitrary, async (run) => check(await live(run))),
    propertyRuns(400),
  );

describe.each([
  ["one process", 1, false],
  ["two processes with a lock", 2, true],
] as const)("%s", (_name, processes, locking) => {
  const arbitrary = runs(processes, locking);

  it("leaves nothing out, and keeps what it did", () =>
    hold(arbitrary, ({ done, log, sequences, kept, wrongs }) => {
      expect([...new Set(done)].sort((a, b) => a - b)).toEqual(sequences);
      expect(kept()).toBe(log.events.at(-1)?.sequence ?? 0);
      expect(wrongs).toEqual([]);
    }));

  it("begins each event only when those before it are done", () =>
    hold(arbitrary, ({ begun, done, sequences }) => {
      expect([...new Set(begun)]).toEqual(sequences);
      expect([...new Set(done)]).toEqual(sequences);
    }));

  it("handles an event again only where something went wrong between handling and saving", () =>
    hold(arbitrary, ({ begun, excused }) => {
      const again = begun.filter((sequence, index) => begun.indexOf(sequence) !== index);
      for (const sequence of again) expect(excused).toContain(sequence);
    }));
});

describe("two processes without a lock", () => {
  it("still leave nothing out, and never keep what is not done", () =>
    hold(runs(2, false), ({ done, sequences, wrongs }) => {
      expect([...new Set(done)].sort((a, b) => a - b)).toEqual(sequences);
      expect(wrongs).toEqual([]);
    }));
});
