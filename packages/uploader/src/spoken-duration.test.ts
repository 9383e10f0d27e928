import { expect, it } from "vitest";
import { roundedSeconds, secondsUntil, spokenDuration } from "./spoken-duration.ts";

it("says a limit exactly, in whole words", () => {
  expect(spokenDuration(90, "en", "long")).toBe("1 minute, 30 seconds");
  expect(spokenDuration(7200, "en", "long")).toBe("2 hours");
  expect(spokenDuration(0.5, "de", "long")).toBe("0,5 Sekunden");
  expect(spokenDuration(3900, "es", "long")).toBe("1 hora y 5 minutos");
});

it("says an estimate shortly, and never 60 of what is 1 of the next", () => {
  const say = (seconds: number) => spokenDuration(roundedSeconds(seconds), "en", "short");
  expect([0.2, 42.4, 59.7, 95, 3599, 7199, 7500].map(say)).toEqual([
    ...["1 sec", "42 sec", "1 min", "2 min", "1 hr", "2 hr", "2 hr, 5 min"],
  ]);
});

it("counts down in whole seconds and never says none", () => {
  expect(secondsUntil(3_200, 0)).toBe(4);
  expect(secondsUntil(0, 50)).toBe(1);
});
