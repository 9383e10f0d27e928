import { expect, it } from "vitest";
import { details } from "./details.ts";
import { formatBytes } from "./format-bytes.ts";
import { formatClock } from "./format-clock.ts";
import { formatSpan } from "./format-span.ts";
import { createStyle } from "./style.ts";
import { table } from "./table.ts";

const plain = (_tone: string, text: string) => text;
const terminal = { write: () => undefined, isTty: true, columns: 80 };

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1.0 kB"],
  [12_345_678, "12.3 MB"],
  [999_600, "1.0 MB"],
  [123_456_789_000, "123 GB"],
])("%d bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

it.each([
  [7, "0:07"],
  [750, "12:30"],
  [3_723, "1:02:03"],
])("%d s on a clock are %s", (seconds, text) => expect(formatClock(seconds)).toBe(text));

it.each([
  [400, "0 s"],
  [59_000, "59 s"],
  [3_700_000, "1 h"],
  [260_000_000, "3 d"],
])("a span of %d ms is %s", (ms, text) => expect(formatSpan(ms)).toBe(text));

it("aligns columns and leaves no space at line ends", () => {
  expect(
    table(
      ["ID", "STATE"],
      [
        ["a", "ready"],
        ["long", "x"],
      ],
      plain,
    ),
  ).toBe("ID    STATE\na     ready\nlong  x\n");
});

it("aligns columns whatever their colours, and takes what a terminal would obey out of them", () => {
  const style = createStyle(terminal, {});
  const text = table(["A", "B"], [[{ text: "ok", tone: "good" }, "x\u001b[31m\ny"]], style);
  expect(text.split("\n")[1]).toBe("\u001b[32mok\u001b[39m  x [31m y");
});

it("leaves out of details what has no value", () => {
  expect(
    details(
      [
        ["id", "a"],
        ["error", null],
        ["status", "ready"],
      ],
      plain,
    ),
  ).toBe("id      a\nstatus  ready\n");
});

it("colours terminals only, and nothing where NO_COLOR is set", () => {
  expect(createStyle(terminal, {})("bad", "no")).toBe("\u001b[31mno\u001b[39m");
  expect(createStyle(terminal, { NO_COLOR: "1" })("bad", "no")).toBe("no");
  expect(createStyle({ ...terminal, isTty: false }, {})("bad", "no")).toBe("no");
});
