import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Firstframe } from "./index.ts";
import { retryDelay } from "./retry-policy.ts";
import { propertyRuns } from "./testing/property-runs.ts";

describe("retryDelay", () => {
  it("grows, is spread over the whole range, and is bounded", () => {
    expect(retryDelay(0, null, 0)).toBe(0);
    expect(retryDelay(0, null, 1)).toBe(250);
    expect(retryDelay(3, null, 1)).toBe(2_000);
    expect(retryDelay(50, null, 1)).toBe(8_000);
  });

  it("is never shorter than the server asked for", () => {
    expect(retryDelay(0, 5_000, 0)).toBe(5_000);
    expect(retryDelay(0, 5_000, 1)).toBe(5_250);
  });
});

/** What one attempt meets; how long it takes is added to the clock. */
interface Fate {
  readonly kind: "lost" | "problem" | "bare" | "done";
  readonly status: number;
  readonly code: string;
  readonly retryable: boolean;
  readonly retryAfterS: number | null;
  readonly takesMs: number;
}

const transient = [408, 429, 500, 502, 503, 504];
const fate: fc.Arbitrary<Fate> = fc.record({
  kind: fc.constantFrom("lost", "lost", "problem", "problem", "problem", "bare", "done"),
  status: fc.constantFrom(400, 401, 403, 404, 408, 409, 410, 422, 429, 500, 502, 503, 504),
  code: fc.constantFrom("conflict", "idempotency_in_progress", "rate_limited", "overloaded", "internal"),
  retryable: fc.boolean(),
  retryAfterS: fc.option(fc.nat({ max: 30 })),
  takesMs: fc.nat({ max: 5_000 }),
});

const assetId = `ast_${"0".repeat(26)}`;
const calls: Record<Call["which"], (firstframe: Firstframe) => Promise<unknown>> = {
  get: (firstframe: Firstframe) => firstframe.assets.retrieve(assetId),
  post: (firstframe: Firstframe) => firstframe.uploads.create(),
  patch: (firstframe: Firstframe) => firstframe.assets.update(assetId, { metadata: { title: "A" } }),
  delete: (firstframe: Firstframe) => firstframe.assets.delete(assetId),
};

interface Call {
  readonly which: "get" | "post" | "patch" | "delete";
  readonly fates: readonly Fate[];
  readonly maxRetries: number;
  readonly deadlineMs: number;
  readonly randoms: Iterator<number>;
}

const call: fc.Arbitrary<Call> = fc.record({
  which: fc.constantFrom("get", "post", "patch", "delete"),
  fates: fc.array(fate, { minLength: 1, maxLength: 8 }),
  maxRetries: fc.nat({ max: 5 }),
  deadlineMs: fc.integer({ min: 1, max: 60_000 }),
  randoms: fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
});

function mayPass({ kind, status, code, retryable }: Fate): boolean {
  if (kind === "lost") return true;
  if (kind === "bare") return transient.includes(status);
  return retryable && (transient.includes(status) || code === "idempotency_in_progress");
}

interface Attempt {
  readonly at: number;
  readonly fate: Fate;
  readonly key: string | undefined;
  readonly body: unknown;
}

/** Makes the call on a clock of its own; nothing waits in earnest. */
async function make({ which, fates, maxRetries, deadlineMs, randoms }: Call) {
  const clock = { now: 0 };
  const attempts: Attempt[] = [];
  const firstframe = new Firstframe({
    apiKey: "ff_sandbox_secret",
    baseUrl: "https://video.example.com",
    maxRetries,
    deadlineMs,
    fetch: async (_url, init) => {
      const met = fates[Math.min(attempts.length, fates.length - 1)] ?? fates[0];
      if (met === undefined) throw new Error("no fate");
      const { "idempotency-key": key } = init.headers as Record<string, string>;
      attempts.push({ at: clock.now, fate: met, key, body: init.body });
      clock.now += met.takesMs;
      return answerOf(met);
    },
    runtime: {
      now: () => clock.now,
      random: () => randoms.next().value,
      sleep: async (ms) => {
        clock.now += ms;
      },
    },
  });
  const outcome = await calls[which](firstframe).then(
    () => "done" as const,
    (error: unknown) => error as { code: string; retryable: boolean },
  );
  return { attempts, outcome, which, maxRetries, deadlineMs };
}

function answerOf({ kind, status, code, retryable, retryAfterS }: Fate): Response {
  if (kind === "lost") throw new TypeError("fetch failed");
  const headers = retryAfterS === null ? {} : { "retry-after": String(retryAfterS) };
  if (kind === "bare") return new Response("", { status, headers });
  if (kind === "done") return Response.json({ id: assetId });
  return Response.json(
    { status, code, detail: "about it", retryable, request_id: "req_1" },
    { status, headers },
  );
}

const hold = (check: (made: Awaited<ReturnType<typeof make>>) => void) =>
  fc.assert(
    fc.asyncProperty(call, async (input) => check(await make(input))),
    propertyRuns(500),
  );

describe("whatever the attempts meet", () => {
  it("only what may pass by itself is repeated", () =>
    hold(({ attempts }) => {
      for (const { fate: met } of attempts.slice(0, -1)) expect(mayPass(met)).toBe(true);
    }));

  it("what may pass is repeated, as long as there are retries and time", () =>
    hold(({ attempts, outcome, maxRetries, deadlineMs }) => {
      const last = attempts.at(-1);
      if (outcome === "done" || last === undefined || !mayPass(last.fate)) return;
      // The longest wait that may have been drawn.
      const backoff = Math.min(8_000, 250 * 2 ** (attempts.length - 1));
      const { retryAfterS } = last.fate.kind === "lost" ? { retryAfterS: null } : last.fate;
      const wait = retryAfterS === null ? backoff : retryAfterS * 1000 + 250;
      const inTime = last.at + last.fate.takesMs + wait < deadlineMs;
      if (inTime) expect(attempts).toHaveLength(maxRetries + 1);
    }));

  it("there are never more attempts than were allowed, and none begins after the deadline", () =>
    hold(({ attempts, maxRetries, deadlineMs }) => {
      expect(attempts.length).toBeLessThanOrEqual(maxRetries + 1);
      for (const { at } of attempts) expect(at).toBeLessThan(deadlineMs);
    }));

  it("a wait is as long as was asked for, and no longer than the backoff otherwise", () =>
    hold(({ attempts }) => {
      for (const [index, { at, fate: met }] of attempts.slice(0, -1).entries()) {
        const waited = (attempts[index + 1]?.at ?? 0) - at - met.takesMs;
        const asked = met.kind === "lost" ? null : met.retryAfterS;
        if (asked === null) expect(waited).toBeLessThanOrEqual(Math.min(8_000, 250 * 2 ** index));
        else expect(waited).toBeGreaterThanOrEqual(asked * 1000);
      }
    }));

  it("every attempt is the same request, and every POST has its key", () =>
    hold(({ attempts, which }) => {
      expect(new Set(attempts.map(({ key, body }) => JSON.stringify([key, body]))).size).toBe(1);
      expect(attempts[0]?.key !== undefined).toBe(which === "post");
    }));

  it("the outcome is that of the last attempt", () =>
    hold(({ attempts, outcome, which }) => {
      const last = attempts.at(-1)?.fate;
      if (outcome === "done") {
        const gone = which === "delete" && attempts.length > 1;
        expect(last?.kind === "done" || gone).toBe(true);
      } else if (last?.kind === "problem") expect(outcome.code).toBe(last.code);
      else if (last?.kind === "lost") expect(outcome.code).toBe("network");
      else expect(outcome.code).toBe("unexpected_response");
    }));
});
