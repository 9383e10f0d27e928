import { isOver, type UploadFile } from "./upload-file.ts";

export interface Overall {
  /** Files that count: neither refused nor canceled, nor an earlier page's. */
  readonly total: number;
  /** Of those, with everything done that was to be done. */
  readonly finished: number;
  /** Of their bytes, sent: 0 to 1. */
  readonly sentShare: number;
  /** Bits per second of all that are being sent; null while unknown. */
  readonly speedBps: number | null;
  /** Seconds until all is sent; null while unknown. */
  readonly secondsLeft: number | null;
}

/** How far the whole list is. */
export function overallOf(files: readonly UploadFile[]): Overall {
  const counted = files.filter(({ status }) => !["refused", "canceled", "interrupted"].includes(status));
  const sum = (of: (file: UploadFile) => number) => counted.reduce((all, file) => all + of(file), 0);
  const bytes = sum(({ sizeBytes }) => sizeBytes);
  const sent = sum(({ sentBytes }) => sentBytes);
  const speed = sum(({ speedBps }) => speedBps ?? 0);
  return {
    total: counted.length,
    finished: counted.filter((file) => isOver(file) && file.status !== "failed").length,
    sentShare: bytes === 0 ? 0 : sent / bytes,
    speedBps: speed > 0 ? speed : null,
    secondsLeft: speed > 0 ? ((bytes - sent) * 8) / speed : null,
  };
}
