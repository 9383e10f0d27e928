import type { DecisionRecord, JobList, JobWithTasks } from "@firstframe/contract";
import type { PageRequest } from "./page.ts";

interface MainJob {
  readonly job: JobWithTasks;
  readonly record: DecisionRecord;
}

/** The job that made the renditions, or is on its way to; null where there is no job at all. */
export async function readMainJob(
  { client, signal }: PageRequest,
  { data }: JobList,
): Promise<MainJob | null> {
  const found = data.find(({ kind }) => kind === "transcode") ?? data[0];
  if (found === undefined) return null;
  const path = `/v1/jobs/${found.id}`;
  const [job, record] = await Promise.all([
    client.get<JobWithTasks>(path, signal),
    client.get<DecisionRecord>(`${path}/record`, signal),
  ]);
  return { job, record };
}
