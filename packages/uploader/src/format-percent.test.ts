import { expect, it } from "vitest";
import { formatPercent } from "./format-percent.ts";

it("rounds down, in the manner of the language", () => {
  expect(formatPercent(0.999, "en")).toBe("99%");
  expect(formatPercent(0.29, "ja")).toBe("29%");
  expect(formatPercent(1, "de")).toBe("100\u00a0%");
});
