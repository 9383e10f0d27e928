import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RateLimit } from "./budget.ts";
import { type Bucket, fullAt, spendToken } from "./spend-token.ts";

const anyLimit = fc.record({
  quota: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1_000_000 })),
  windowS: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 86_400 })),
});
/** Requests, by the time since the one before, in ms; some clocks go back. */
const anyGaps = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 }), fc.integer({ min: -5000, max: 100_000 })),
  { minLength: 1, maxLength: 200 },
);
const start = Date.UTC(2026, 0, 1);

function spendAt(limit: RateLimit, times: readonly number[], bucket: Bucket | null = null) {
  let current = bucket;
  return times.map((now) => {
    const spent = spendToken(current, { budget: "read", limit, now });
    current = spent.bucket;
    return { now, ...spent };
  });
}

/** @param clock times as the limiter takes them: what goes back stands still */
function timesOf(gaps: readonly number[]): { asked: number[]; clock: number[] } {
  let time = start;
  let latest = start;
  const asked: number[] = [];
  const clock: number[] = [];
  for (const gap of gaps) {
    time += gap;
    latest = Math.max(latest, time);
    asked.push(time);
    clock.push(latest);
  }
  return { asked, clock };
}

describe("the limiter", () => {
  it("admits in any stretch of time no more than a burst and what its pace brings", () => {
    fc.assert(
      fc.property(anyLimit, anyGaps, (limit, gaps) => {
        const { asked, clock } = timesOf(gaps);
        const admitted = spendAt(limit, asked).flatMap(({ allowance }, index) =>
          allowance.isAdmitted ? [clock[index] ?? 0] : [],
        );
        for (let from = 0; from < admitted.length; from++) {
          for (let to = from; to < admitted.length; to++) {
            const elapsed = (admitted[to] ?? 0) - (admitted[from] ?? 0);
            // In whole numbers: (to − from + 1) ≤ quota + elapsed · quota / (windowS · 1000).
            const perRequest = limit.windowS * 1000;
            expect((to - from + 1) * perRequest).toBeLessThanOrEqual(
              limit.quota * perRequest + elapsed * limit.quota,
            );
          }
        }
      }),
    );
  });

  it("admits a whole burst at once, and not one more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 3600 }), (quota, windowS) => {
        const spent = spendAt({ quota, windowS }, Array(quota + 1).fill(start));
        expect(spent.filter(({ allowance }) => allowance.isAdmitted)).toHaveLength(quota);
        expect(spent.at(-1)?.allowance).toMatchObject({ isAdmitted: false, remaining: 0 });
      }),
    );
  });

  it("admits whoever waits as long as a refusal said, and is full again by the time it said", () => {
    fc.assert(
      fc.property(anyLimit, anyGaps, (limit, gaps) => {
        const { asked } = timesOf(gaps);
        const last = spendAt(limit, asked).at(-1);
        if (last === undefined) return;
        const { bucket, allowance } = last;
        const waited = bucket.at + allowance.waitS * 1000;
        expect(spendAt(limit, [waited], bucket)[0]?.allowance.isAdmitted).toBe(true);
        const [full] = spendAt(limit, [fullAt(bucket)], bucket);
        expect(full?.allowance).toMatchObject({ isAdmitted: true, remaining: limit.quota - 1 });
      }),
    );
  });

  it("never gives less to whoever comes later", () => {
    fc.assert(
      fc.property(anyLimit, anyGaps, fc.nat(200_000), fc.nat(200_000), (limit, gaps, early, more) => {
        const bucket = spendAt(limit, timesOf(gaps).asked).at(-1)?.bucket ?? null;
        const [sooner] = spendAt(limit, [start + early], bucket);
        const [later] = spendAt(limit, [start + early + more], bucket);
        expect(later?.allowance.remaining).toBeGreaterThanOrEqual(sooner?.allowance.remaining ?? 0);
        expect(Number(later?.allowance.isAdmitted)).toBeGreaterThanOrEqual(
          Number(sooner?.allowance.isAdmitted),
        );
      }),
    );
  });

  it("says what is left: so many more are admitted at that moment", () => {
    fc.assert(
      fc.property(
        fc.record({ quota: fc.integer({ min: 1, max: 50 }), windowS: fc.integer({ min: 1, max: 3600 }) }),
        anyGaps,
        (limit, gaps) => {
          const last = spendAt(limit, timesOf(gaps).asked).at(-1);
          if (last === undefined) return;
          const { remaining } = last.allowance;
          const next = spendAt(limit, Array(remaining + 1).fill(last.bucket.at), last.bucket);
          expect(next.filter(({ allowance }) => allowance.isAdmitted)).toHaveLength(remaining);
        },
      ),
    );
  });

  it("gives the next one on the millisecond that it is due, and not on the one before", () => {
    const limit = { quota: 1, windowS: 1 };
    const spent = spendAt(limit, [start, start + 999, start + 1000, start + 1999, start + 2000]);
    expect(spent.map(({ allowance }) => allowance.isAdmitted)).toEqual([true, false, true, false, true]);
  });

  it("begins anew under another limit", () => {
    const limit = { quota: 1, windowS: 3600 };
    const [spent] = spendAt(limit, [start]);
    const [other] = spendAt({ quota: 2, windowS: 60 }, [start], spent?.bucket ?? null);
    expect(other?.allowance).toMatchObject({ isAdmitted: true, remaining: 1 });
  });
});
