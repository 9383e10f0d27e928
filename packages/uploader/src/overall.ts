import { isOver, type UploadFile } from "./upload-file.ts";

export interface Overall {
  /** Files that count: neither refused nor canceled. */
  readonly total: number;
  /** Of those, with nothing left to happen. */
  readonly finished: number;
  /** Of their bytes, sent: 0 to 1. */
  readonly sentShare: number;
}

/** How far the whole list is. */
export function overallOf(files: readonly UploadFile[]): Overall {
  const counted = files.filter(({ status }) => status !== "refused" && status !== "canceled");
  const sum = (bytesOf: (file: UploadFile) => number) =>
    counted.reduce((all, file) => all + bytesOf(file), 0);
  const bytes = sum(({ sizeBytes }) => sizeBytes);
  return {
    total: counted.length,
    finished: counted.filter(isOver).length,
    sentShare: bytes === 0 ? 0 : sum(({ sentBytes }) => sentBytes) / bytes,
  };
}
