import type { WorkError } from "@firstframe/contract";
import { assetErrorOf } from "./asset-record.ts";
import type { JobRecord } from "./job-record.ts";

/** The failure of a job or a task as the API shows it. */
export function workErrorOf(record: Pick<JobRecord, "error_code" | "error_detail">): WorkError | null {
  const error = assetErrorOf(record.error_code);
  return error && { ...error, detail: record.error_detail };
}
