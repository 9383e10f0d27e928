/** What gathers calls. Times in ms. */
interface Gathering<Item, Answer> {
  /** Made once for all that were gathered. @returns an outcome for each item, in their order */
  call(items: readonly Item[]): Promise<readonly PromiseSettledResult<Answer>[]>;
  /** How long the first item waits for others. */
  readonly delay: number;
  /** Items of one call. */
  readonly most: number;
  /** How long the others wait for the call that the first one makes. */
  readonly patience: number;
  wait(ms: number): Promise<unknown>;
  /** Keeps a request alive that calls for others, also when its own caller has gone. */
  keepAlive(work: Promise<unknown>): void;
  clock(): number;
}

/** Items that the first one's request will call for. */
interface Group<Item, Answer> {
  readonly items: Item[];
  readonly openedAt: number;
  readonly outcomes: Promise<readonly PromiseSettledResult<Answer>[]>;
}

/** Nobody came for so long, in ms: who comes now is alone, and a group that has not called by now never will, since its request died. */
const lull = 100;

/**
 * Makes one call for the items of all requests that come at the same time: the first one waits a moment for others and calls for all of
 * them. Who comes alone does not wait.
 *
 * Requests of an isolate may wait for each other's promises, but I/O belongs to the request that began it and ends with it: whoever
 * calls is kept alive, and whoever waits has a timer of its own, without which the platform would take it for hung.
 *
 * @returns rejects with what the call said of the item; with an Error when whoever called for it has died: then the outcome is unknown
 */
export function gatherCalls<Item, Answer>(
  gathering: Gathering<Item, Answer>,
): (item: Item) => Promise<Answer> {
  const { call, delay, most, patience, wait, keepAlive, clock } = gathering;
  let open: Group<Item, Answer> | null = null;
  let lastAt = Number.NEGATIVE_INFINITY;

  const lead = (first: Item, openedAt: number): Group<Item, Answer> => {
    const items = [first];
    const calling = async () => {
      await wait(delay);
      if (open?.items === items) open = null;
      return call(items);
    };
    const outcomes = calling();
    keepAlive(outcomes);
    return { items, openedAt, outcomes };
  };

  return async (item) => {
    const now = clock();
    const isAlone = now - lastAt >= lull;
    lastAt = now;
    if (isAlone) return answerOf(await call([item]), 0);
    if (open !== null && Math.abs(now - open.openedAt) < lull) {
      const { items, outcomes } = open;
      const index = items.push(item) - 1;
      if (items.length === most) open = null;
      return answerOf(await within(patience, outcomes), index);
    }
    const group = lead(item, now);
    open = group;
    return answerOf(await group.outcomes, 0);
  };
}

function answerOf<Answer>(outcomes: readonly PromiseSettledResult<Answer>[], index: number): Answer {
  const outcome = outcomes[index];
  if (outcome?.status === "fulfilled") return outcome.value;
  throw outcome?.reason ?? new Error("a call had no outcome for one of its items");
}

/** @throws Error after so many ms */
async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error("whoever called for this request did not come to an end")),
    ms,
  );
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
