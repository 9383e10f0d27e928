import { expect, it } from "vitest";
import { countFrom } from "./count.ts";
import { duration } from "./duration.ts";
import { eventPatterns } from "./event-patterns.ts";
import { metadata } from "./metadata.ts";
import { moment } from "./moment.ts";

it.each([
  ["90d", 7_776_000],
  ["12h", 43_200],
  ["30m", 1_800],
  ["45s", 45],
])("%s are %d s", (text, seconds) => expect(duration(text)).toBe(seconds));

it.each(["", "90", "d", "1w", "-1d", "1.5h"])("«%s» is no length of time", (text) =>
  expect(() => duration(text)).toThrow("such as 90d"),
);

it("reads counts", () => {
  expect(countFrom(1)("25")).toBe(25);
  for (const text of ["0", "-1", "1.5", "1e3", "x", ""])
    expect(() => countFrom(1)(text)).toThrow("from 1 on");
});

it("reads dates and moments", () => {
  expect(moment("2027-01-31")).toBe("2027-01-31T00:00:00.000Z");
  expect(moment("2027-01-31T12:00+02:00")).toBe("2027-01-31T10:00:00.000Z");
  for (const text of ["2027", "tomorrow", "2027-13-01", "2027-01-31T12:00"])
    expect(() => moment(text)).toThrow("2027-01-31");
});

it("collects metadata, whose values may hold equals signs", () => {
  expect(metadata("b=x=y", metadata("a="))).toEqual({ a: "", b: "x=y" });
  for (const text of ["a", "=a"]) expect(() => metadata(text)).toThrow("key=value");
});

it("collects types of events", () => {
  expect(eventPatterns("upload.failed", eventPatterns("asset.*, asset.ready"))).toEqual([
    ...["asset.*", "asset.ready", "upload.failed"],
  ]);
  expect(() => eventPatterns("asset")).toThrow("asset.*");
});
