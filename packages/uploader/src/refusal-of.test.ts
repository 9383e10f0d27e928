import { describe, expect, it } from "vitest";
import { english } from "./locales/en.ts";
import { type ListState, refusalOf } from "./refusal-of.ts";

const open = { accept: "", maxFileSize: 0, minDuration: 0, maxDuration: 0 };
const file = new File(["something"], "clip.mp4");
const room: ListState = { isListed: false, open: 0, limit: 0 };
const refuse = async (...states: readonly ListState[]) => {
  const left = [...states];
  return refusalOf(file, open, () => left.shift() ?? room, english);
};

describe("refusalOf", () => {
  it("takes what the list has room for and does not have yet", async () => {
    expect(await refuse({ ...room, open: 1, limit: 2 })).toBeNull();
  });

  it("says that a file is in the list, or that the list is full", async () => {
    expect(await refuse({ ...room, isListed: true })).toMatchObject({ code: "duplicate" });
    expect(await refuse({ ...room, open: 1, limit: 1 })).toEqual({
      ...{ code: "too_many_files", retryable: false },
      message: "Only one file at a time. Wait until the other one is done, or remove it.",
    });
  });

  it("looks at the list again once the file was read: another one may have been faster", async () => {
    expect(await refuse(room, { ...room, isListed: true })).toMatchObject({ code: "duplicate" });
  });
});
