import type { TaskRecord } from "./task-record.ts";

/** Whether a task sends a file into its asset's upload; the others read what is there. */
export function fillsUpload({ kind }: Pick<TaskRecord, "kind">): boolean {
  return kind === "fetch" || kind === "clip";
}
