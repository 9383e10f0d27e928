import { describe, expect, it } from "vitest";
import { checkFile } from "./check-file.ts";
import { english } from "./strings.ts";

const open = { accept: "video/*,audio/*,.mkv", maxFileSize: 0 };
const check = (name: string, size: number, type: string, restrictions = open) =>
  checkFile({ name, size, type }, restrictions, english)?.code ?? null;

describe("checkFile", () => {
  it("refuses an empty file before anything is sent", () => {
    expect(check("a.mp4", 0, "video/mp4")).toBe("source_empty");
  });

  it("takes what the list allows by type or by extension", () => {
    expect(check("a.mp4", 1, "video/mp4")).toBeNull();
    expect(check("a.MKV", 1, "application/octet-stream")).toBeNull();
    expect(check("a.pdf", 1, "application/pdf")).toBe("source_not_media");
  });

  it("leaves files without a type to the server, which looks inside", () => {
    expect(check("recording", 1, "")).toBeNull();
  });

  it("says how large a file may be", () => {
    const refusal = checkFile(
      { name: "a.mp4", size: 2_000_001, type: "video/mp4" },
      { accept: "", maxFileSize: 2_000_000 },
      english,
    );
    expect(refusal?.message).toContain("2.0 MB");
  });
});
