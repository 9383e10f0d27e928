import { expect, it } from "vitest";
import { speedMeter } from "./speed-meter.ts";

it("tells bytes per second over the last five seconds", () => {
  const meter = speedMeter();
  expect(meter.sample(0, 0)).toBeNull();
  expect(meter.sample(1_000, 1_000)).toBe(1_000);
  expect(meter.sample(6_000, 11_000)).toBe(2_000);
});

it("does not take for sent what the server had already", () => {
  const meter = speedMeter();
  meter.sample(0, 9_000);
  expect(meter.sample(1_000, 5_000)).toBeNull();
  expect(meter.sample(2_000, 6_000)).toBe(1_000);
});
