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
      file(0, { status: "failed" }),
      file(1000, { status: "canceled", sentBytes: 500 }),
      file(1000, { status: "refused" }),
      file(1000, { status: "interrupted", sentBytes: 500 }),
    ]),
  ).toMatchObject({ total: 3, finished: 1, sentShare: 0.75 });
});

it("is at zero with nothing in the list", () => {
  expect(overallOf([])).toEqual({ total: 0, finished: 0, sentShare: 0, speedBps: null, secondsLeft: null });
});

it("adds up the speed of what is being sent, and tells when all will be there", () => {
  const sending = { status: "uploading", speedBps: 4_000 } as const;
  expect(overallOf([file(1000, sending), file(1000, { ...sending, sentBytes: 1000 })])).toMatchObject({
    speedBps: 8_000,
    secondsLeft: 1,
  });
});
