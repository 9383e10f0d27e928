import { expect, it } from "vitest";
import { formatBytes } from "./format-bytes.ts";

it("says sizes and speeds in the manner of the language", () => {
  expect(formatBytes(2_800_000, "en")).toBe("2.8 MB");
  expect(formatBytes(2_800_000, "de")).toBe("2,8 MB");
  expect(formatBytes(12_340_000, "es", "-per-second")).toBe("12,3 MB/s");
  expect(formatBytes(640_000_000, "en")).toBe("640 MB");
  expect(formatBytes(12, "en")).toBe("12B");
});
