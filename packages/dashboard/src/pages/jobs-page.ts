import type { JobList } from "@firstframe/contract";
import { html } from "lit";
import { dataTable } from "../parts/data-table.ts";
import { emptyNotice } from "../parts/notice.ts";
import { jobColumns } from "./job-columns.ts";
import type { LoadedPage, PageRequest } from "./page.ts";

const shownJobs = 50;

/** The latest work of the media workers. */
export async function jobsPage({ client, signal }: PageRequest): Promise<LoadedPage> {
  const jobs = await client.get<JobList>(`/v1/jobs?limit=${shownJobs}`, signal);
  return ({ now }) => html`
    <div class="page-head"><h1>Jobs</h1></div>
    ${
      jobs.data.length === 0
        ? emptyNotice("No jobs yet.", "A job starts when a video's upload does. Upload one in the demo.")
        : dataTable({
            label: "Jobs",
            kind: "job",
            rows: jobs.data,
            idOf: (job) => job.id,
            columns: jobColumns(now),
          })
    }
  `;
}
