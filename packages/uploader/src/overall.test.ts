import { expect, it } from "vitest";
import { overallOf } from "./overall.ts";
import { newFile, type UploadFile } from "./upload-file.ts";

const file = (sizeBytes: number, change: Partial<UploadFile>): UploadFile => ({
  ...newFile("1", "clip.mp4", sizeBytes),
  ...change,
});

it("weighs files by their bytes, and leaves out what is not sent at all", () => {
  expect(
    overallOf([
      file(100, { status: "ready", sentBytes: 100 }),
      file(300, { status: "uploading", sentBytes: 200 }),
      file(1000, { status: "canceled", sentBytes: 500 }),
      file(1000, { status: "refused" }),
    ]),
  ).toEqual({ total: 2, finished: 1, sentShare: 0.75 });
});

it("is at zero with nothing in the list", () => {
  expect(overallOf([])).toEqual({ total: 0, finished: 0, sentShare: 0 });
});
