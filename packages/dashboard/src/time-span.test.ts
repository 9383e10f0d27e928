import { expect, it } from "vitest";
import { timeSpan } from "./time-span.ts";

const at = (second: number) => new Date(second * 1000).toISOString();
const job = { created_at: at(100), finished_at: at(200) };

it("is a share of the job's time", () => {
  expect(timeSpan({ started_at: at(110), finished_at: at(160) }, job, 0)).toEqual({ start: 0.1, end: 0.6 });
});

it("lasts until now while it runs", () => {
  const running = { ...job, finished_at: null };
  expect(timeSpan({ started_at: at(150), finished_at: null }, running, 200_000)).toEqual({
    start: 0.5,
    end: 1,
  });
});

it("is nothing before it starts, and stays within where clocks differ", () => {
  expect(timeSpan({ started_at: null, finished_at: null }, job, 0)).toBeNull();
  expect(timeSpan({ started_at: at(90), finished_at: at(210) }, job, 0)).toEqual({ start: 0, end: 1 });
});
